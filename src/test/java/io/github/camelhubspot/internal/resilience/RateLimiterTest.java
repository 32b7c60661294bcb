package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

/** When a call gets its permit, and when it is rejected. */
class RateLimiterTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final RateLimitInfo DAILY_LIMITED = new RateLimitInfo(null, null, null, null, true, "DAILY", null);

    private final FakeTime time = new FakeTime();

    private RateLimiter limiter(Integer general, int search) {
        return new RateLimiter(new RateLimits(general, search), time, time.timer());
    }

    private static CompletableFuture<RateLimiter.Permit> acquire(RateLimiter limiter) {
        return limiter.acquire(RateLimitBucket.GENERAL, LONG, 0);
    }

    private static RateLimiter.Permit acquired(RateLimiter limiter) {
        CompletableFuture<RateLimiter.Permit> permit = acquire(limiter);
        assertThat(permit).isCompleted();
        return permit.join();
    }

    private static void use(RateLimiter limiter, int calls) {
        for (int i = 0; i < calls; i++) {
            limiter.ended(acquired(limiter), RateLimitInfo.NONE);
        }
    }

    private static RateLimitInfo remaining(int max, int remaining, Long daily) {
        return new RateLimitInfo(max, remaining, Duration.ofSeconds(10), daily, false, null, null);
    }

    private static RateLimitInfo limited(Duration retryAfter) {
        return new RateLimitInfo(null, null, null, null, true, "TEN_SECONDLY_ROLLING", retryAfter);
    }

    private static void assertRejected(CompletableFuture<?> permit, String policy, String text) {
        assertThat(permit).isCompletedExceptionally();
        assertThatThrownBy(permit::join).cause().isInstanceOfSatisfying(RateLimitExceededException.class,
                e -> assertThat(e.policyName()).isEqualTo(policy)).hasMessageContaining(text);
    }

    @Test
    void startsAHundredCallsAtOnceAndTheNextOneAfterAPeriod() {
        RateLimiter limiter = limiter(null, 5);
        use(limiter, 100);
        CompletableFuture<RateLimiter.Permit> next = acquire(limiter);
        time.advance(Duration.ofMillis(9999));
        assertThat(next).isNotDone();
        time.advance(Duration.ofMillis(500));
        assertThat(next).isCompleted();
    }

    @Test
    void grantsPermitsInTheOrderOfTheRequests() {
        RateLimiter limiter = limiter(2, 5);
        use(limiter, 2);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            acquire(limiter).thenAccept(permit -> {
                order.add(number);
                limiter.ended(permit, RateLimitInfo.NONE);
            });
        }
        for (int i = 10; i < 20; i++) {
            time.advance(Duration.ofSeconds(5));
            int number = i;
            acquire(limiter).thenAccept(permit -> {
                order.add(number);
                limiter.ended(permit, RateLimitInfo.NONE);
            });
        }
        time.advance(Duration.ofMinutes(3));
        assertThat(order).hasSize(20).isSorted();
        assertThat(limiter.reading().waiting()).isZero();
        assertThat(time.scheduled()).as("no checks while the queues are empty").isZero();
    }

    @Test
    void rejectsACallAtOnce_whenItWouldWaitTooLongForSure() {
        RateLimiter limiter = limiter(10, 5);
        use(limiter, 10);
        for (int i = 0; i < 20; i++) {
            limiter.acquire(RateLimitBucket.GENERAL, LONG, 0);
        }
        assertRejected(limiter.acquire(RateLimitBucket.GENERAL, Duration.ofSeconds(15), 0), "TEN_SECONDLY_ROLLING",
                "rateLimitMaxWait");
        assertRejected(limiter.acquire(RateLimitBucket.GENERAL, Duration.ZERO, 0), "TEN_SECONDLY_ROLLING", "20 calls before it");
        assertThat(limiter.acquire(RateLimitBucket.GENERAL, Duration.ofSeconds(25), 0)).isNotDone();
    }

    @Test
    void rejectsACall_whenItHasWaitedTooLong() {
        RateLimiter limiter = limiter(1, 5);
        acquired(limiter); // a call that never ends
        CompletableFuture<RateLimiter.Permit> permit = limiter.acquire(RateLimitBucket.GENERAL, Duration.ofSeconds(5), 0);
        time.advance(Duration.ofMillis(4900));
        assertThat(permit).isNotDone();
        time.advance(Duration.ofMillis(300));
        assertRejected(permit, "TEN_SECONDLY_ROLLING", "5000 ms");
    }

    @Test
    void removesACallFromTheQueue_whenItsFutureIsCancelled() {
        RateLimiter limiter = limiter(1, 5);
        use(limiter, 1);
        CompletableFuture<RateLimiter.Permit> first = acquire(limiter);
        CompletableFuture<RateLimiter.Permit> second = acquire(limiter);
        first.cancel(false);
        time.advance(Duration.ofMillis(10_300));
        assertThat(second).isCompleted();
    }

    @Test
    void closeRejectsWaitingAndNewCalls() {
        RateLimiter limiter = limiter(1, 1);
        use(limiter, 1);
        CompletableFuture<RateLimiter.Permit> waiting = acquire(limiter);
        limiter.close();
        assertRejected(waiting, null, "stopping");
        assertRejected(acquire(limiter), null, "stopping");
    }

    @Test
    void rejectsCallsThatWouldWait_whenTheTimerIsShutDown() {
        RateLimiter limiter = limiter(1, 1);
        use(limiter, 1);
        time.timer().shutdown();
        assertRejected(acquire(limiter), null, "stopping");
    }

    @Test
    void rejectsCallsThatWouldUseTheDailyReserve_exceptUrgentOnesAndAProbePerMinute() {
        RateLimiter limiter = limiter(null, 5);
        limiter.ended(acquired(limiter), remaining(100, 99, 50L));
        assertRejected(limiter.acquire(RateLimitBucket.GENERAL, LONG, 50), "DAILY", "50 calls left, of which 50 are kept back");
        assertThat(limiter.acquire(RateLimitBucket.GENERAL, LONG, -1)).as("urgent").isCompleted();
        assertThat(limiter.acquire(RateLimitBucket.GENERAL, LONG, 10)).as("with a smaller reserve").isCompleted();
        time.advance(Duration.ofMinutes(1));
        assertThat(limiter.acquire(RateLimitBucket.GENERAL, LONG, 50)).as("a probe").isCompleted();
        assertRejected(limiter.acquire(RateLimitBucket.GENERAL, LONG, 50), "DAILY", "dailyReserve");
        time.advance(Duration.ofMinutes(1));
        CompletableFuture<RateLimiter.Permit> probe = limiter.acquire(RateLimitBucket.GENERAL, LONG, 50);
        limiter.ended(probe.join(), remaining(100, 99, 250_000L));
        assertThat(limiter.acquire(RateLimitBucket.GENERAL, LONG, 50)).as("a new day").isCompleted();
        assertThat(limiter.reading().dailyRemaining()).isEqualTo(249_999);
    }

    @Test
    void anExhaustedDailyQuotaDoesNotPauseTheTenSecondWindow() {
        RateLimiter limiter = limiter(null, 5);
        limiter.ended(acquired(limiter), DAILY_LIMITED);
        assertRejected(acquire(limiter), "DAILY", "0 calls left");
        assertRejected(limiter.acquire(RateLimitBucket.SEARCH, LONG, 0), "DAILY", "0 calls left");
        assertThat(limiter.acquire(RateLimitBucket.GENERAL, Duration.ZERO, -1)).as("urgent").isCompleted();
    }

    @Test
    void rejectsWaitingCalls_whenTheDailyQuotaIsExhausted() {
        RateLimiter limiter = limiter(2, 5);
        RateLimiter.Permit last = acquired(limiter);
        acquired(limiter);
        CompletableFuture<RateLimiter.Permit> waiting = acquire(limiter);
        limiter.ended(last, DAILY_LIMITED);
        time.advance(Duration.ofMillis(200));
        assertRejected(waiting, "DAILY", "daily quota");
    }

    @Test
    void retryAfterPausesItsBucketOnly_forTenSecondsAtMost() {
        RateLimiter limiter = limiter(null, 5);
        limiter.ended(acquired(limiter), limited(Duration.ofHours(20)));
        assertRejected(limiter.acquire(RateLimitBucket.GENERAL, Duration.ofSeconds(9), 0), "TEN_SECONDLY_ROLLING", "9000 ms");
        assertThat(limiter.acquire(RateLimitBucket.SEARCH, Duration.ZERO, 0)).isCompleted();
        CompletableFuture<RateLimiter.Permit> permit = acquire(limiter);
        time.advance(Duration.ofMillis(9900));
        assertThat(permit).isNotDone();
        time.advance(Duration.ofMillis(400));
        assertThat(permit).isCompleted();
    }

    @Test
    void aBurstOfRejectionsCausesOnePauseOfASecond() {
        RateLimiter limiter = limiter(null, 5);
        List<RateLimiter.Permit> burst = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            burst.add(acquired(limiter));
        }
        burst.forEach(permit -> limiter.ended(permit, limited(null)));
        CompletableFuture<RateLimiter.Permit> permit = acquire(limiter);
        time.advance(Duration.ofMillis(1400));
        assertThat(permit).isCompleted();
    }

    @Test
    void aBucketWithoutALimitNeverWaits() {
        RateLimiter limiter = limiter(0, 0);
        for (int i = 0; i < 1000; i++) {
            limiter.ended(limiter.acquire(RateLimitBucket.SEARCH, Duration.ZERO, 0).join(), limited(Duration.ofSeconds(10)));
            limiter.ended(limiter.acquire(RateLimitBucket.GENERAL, Duration.ZERO, 0).join(), limited(Duration.ofSeconds(10)));
        }
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void theLowerOneOfTheUsersAndHubSpotsLimitApplies() {
        RateLimiter limiter = limiter(150, 5);
        assertThat(limiter.reading().limit()).as("until HubSpot reports it").isEqualTo(100);
        limiter.ended(acquired(limiter), remaining(190, 189, null));
        assertThat(limiter.reading().limit()).isEqualTo(150);
        limiter.ended(acquired(limiter), remaining(110, 108, null));
        assertThat(limiter.reading().limit()).isEqualTo(110);
    }

    @Test
    void ignoresImplausibleHeaders() {
        RateLimiter limiter = limiter(null, 5);
        for (long interval : new long[] { 0, 1, 999_999_999 }) {
            limiter.ended(acquired(limiter), new RateLimitInfo(0, 0, Duration.ofMillis(interval), null, false, null, null));
        }
        limiter.ended(limiter.acquire(RateLimitBucket.SEARCH, LONG, 0).join(), remaining(190, 0, null));
        time.advance(Duration.ofSeconds(11));
        assertThat(limiter.reading()).isEqualTo(new RateLimiter.Reading(100, 100, 0, -1, false));
    }

    @Test
    void allPermitsBecomeAvailableAgain_howeverTheCallsEnd() {
        RateLimiter limiter = limiter(null, 5);
        for (int i = 0; i < 90; i++) {
            RateLimiter.Permit permit = acquired(limiter);
            time.advance(Duration.ofMillis(i));
            if (i % 3 == 0) {
                limiter.cancelled(permit);
            } else {
                limiter.ended(permit, i % 3 == 1 ? RateLimitInfo.NONE : remaining(100, 99, null));
            }
        }
        time.advance(Duration.ofMinutes(1));
        assertThat(limiter.reading().available()).isEqualTo(100);
    }
}
