package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * A model of HubSpot's rate limit: counts calls at their arrival in a strict rolling window, reports what remains, and rejects
 * calls beyond the limit. Its clients call as often as they can.
 */
final class AccountModel {

    /** The latency of a call, at random between minimum and maximum; its request needs at most {@code maxWayMillis} of it. */
    record Latency(int minMillis, int maxMillis, int maxWayMillis) {
    }

    private final FakeTime time;
    private final Random random;
    private final Duration period;
    private final boolean reports;
    private final Deque<Long> arrived = new ArrayDeque<>();
    private int limit;
    private int largest;
    private boolean exceeded;

    AccountModel(FakeTime time, long seed, int limit, Duration period, boolean reports) {
        this.time = time;
        this.random = new Random(seed);
        this.limit = limit;
        this.period = period;
        this.reports = reports;
    }

    void limit(int calls) {
        limit = calls;
    }

    /** Whether a call was ever rejected. */
    boolean exceeded() {
        return exceeded;
    }

    /** Returns the highest number of calls in a period so far. */
    int largest() {
        return largest;
    }

    /** Another client makes so many calls per period, evenly distributed and without end. */
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
        boolean rejected = arrived.size() >= limit;
        if (rejected) {
            exceeded = true;
        } else {
            arrived.addLast(now);
        }
        largest = Math.max(largest, arrived.size());
        return new RateLimitInfo(reports ? limit : null, reports ? limit - arrived.size() : null, reports ? period : null, null,
                rejected, rejected ? "TEN_SECONDLY_ROLLING" : null, null);
    }

    /** A client that calls as often as its rate limiter permits. */
    final class Client {

        private final RateLimiter limiter;
        private final RateLimitBucket bucket;
        private final Latency latency;
        private boolean running;
        private int accepted;
        private int rejected;

        /** @param limiter its rate limiter */
        Client(RateLimiter limiter, RateLimitBucket bucket, Latency latency) {
            this.limiter = limiter;
            this.bucket = bucket;
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

        int rejected() {
            return rejected;
        }

        void forget() {
            accepted = 0;
            rejected = 0;
        }

        private void call() {
            limiter.acquire(bucket, Duration.ofDays(1), 0).thenAccept(this::send);
        }

        private void send(RateLimiter.Permit permit) {
            int whole = random.nextInt(latency.minMillis(), latency.maxMillis() + 1);
            int way = random.nextInt(0, Math.min(whole, latency.maxWayMillis()) + 1);
            time.after(Duration.ofMillis(way), () -> {
                RateLimitInfo info = arrive();
                if (info.limited()) {
                    rejected++;
                } else {
                    accepted++;
                }
                time.after(Duration.ofMillis(whole - way), () -> {
                    limiter.ended(permit, info);
                    if (running) {
                        call();
                    }
                });
            });
        }
    }
}
