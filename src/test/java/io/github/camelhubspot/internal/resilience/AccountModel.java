package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * HubSpot as far as rate limits go: counts calls by their arrival in a strict window that rolls on, tells what is left, and
 * refuses what is too much. Its clients want to call all the time.
 */
final class AccountModel {

    /** How long a call takes, at random. */
    record Latency(int minMillis, int maxMillis, int maxWayMillis) {
    }

    private final FakeTime time;
    private final Random random;
    private final Duration period;
    private final boolean tells;
    private final Deque<Long> arrived = new ArrayDeque<>();
    private int limit;
    private int largest;
    private boolean exceeded;

    AccountModel(FakeTime time, long seed, int limit, Duration period, boolean tells) {
        this.time = time;
        this.random = new Random(seed);
        this.limit = limit;
        this.period = period;
        this.tells = tells;
    }

    void limit(int calls) {
        limit = calls;
    }

    /** Whether it ever had to refuse a call. */
    boolean exceeded() {
        return exceeded;
    }

    /** The most calls that it ever saw in a period. */
    int largest() {
        return largest;
    }

    /** Another client makes so many calls in a period, evenly and without end, whatever the others do. */
    void usedByAnother(int calls) {
        time.after(Duration.ofNanos(period.toNanos() / calls), () -> {
            arrive();
            usedByAnother(calls);
        });
    }

    private RateLimitInfo arrive() {
        long now = time.instant().toEpochMilli();
        while (!arrived.isEmpty() && arrived.peekFirst() <= now - period.toMillis()) {
            arrived.removeFirst();
        }
        boolean refused = arrived.size() >= limit;
        if (refused) {
            exceeded = true;
        } else {
            arrived.addLast(now);
        }
        largest = Math.max(largest, arrived.size());
        return new RateLimitInfo(tells ? limit : null, tells ? limit - arrived.size() : null, tells ? period : null, null,
                refused, refused ? "TEN_SECONDLY_ROLLING" : null, null);
    }

    /** Someone who would call without end if it could. */
    final class Client {

        private final RateLimiter budget;
        private final RateLimitBucket lane;
        private final Latency latency;
        private boolean running;
        private int accepted;
        private int refused;

        /** @param budget what it obeys */
        Client(RateLimiter budget, RateLimitBucket lane, Latency latency) {
            this.budget = budget;
            this.lane = lane;
            this.latency = latency;
        }

        void start(int callers) {
            running = true;
            for (int i = 0; i < callers; i++) {
                call();
            }
        }

        void stop() {
            running = false;
        }

        int accepted() {
            return accepted;
        }

        int refused() {
            return refused;
        }

        void forget() {
            accepted = 0;
            refused = 0;
        }

        private void call() {
            budget.acquire(lane, Duration.ofDays(1), 0).thenAccept(this::send);
        }

        private void send(RateLimiter.Permit permit) {
            int whole = random.nextInt(latency.minMillis(), latency.maxMillis() + 1);
            int way = random.nextInt(0, Math.min(whole, latency.maxWayMillis()) + 1);
            time.after(Duration.ofMillis(way), () -> {
                RateLimitInfo signal = arrive();
                if (signal.limited()) {
                    refused++;
                } else {
                    accepted++;
                }
                time.after(Duration.ofMillis(whole - way), () -> {
                    budget.ended(permit, signal);
                    if (running) {
                        call();
                    }
                });
            });
        }
    }
}
