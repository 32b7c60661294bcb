package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

/** Who gets a turn, when, and who none. */
class RateLimiterTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final RateLimitInfo DAY_IS_OVER = new RateLimitInfo(null, null, null, null, true, "DAILY", null);

    private final FakeTime time = new FakeTime();

    private RateLimiter budget(Integer general, int search) {
        return new RateLimiter(new RateLimits(general, search), time, time.timer());
    }

    private static CompletableFuture<RateLimiter.Permit> ask(RateLimiter budget) {
        return budget.acquire(RateLimitBucket.GENERAL, LONG, 0);
    }

    private static RateLimiter.Permit taken(RateLimiter budget) {
        CompletableFuture<RateLimiter.Permit> turn = ask(budget);
        assertThat(turn).isCompleted();
        return turn.join();
    }

    private static void use(RateLimiter budget, int calls) {
        for (int i = 0; i < calls; i++) {
            budget.ended(taken(budget), RateLimitInfo.NONE);
        }
    }

    private static RateLimitInfo remaining(int max, int remaining, Long daily) {
        return new RateLimitInfo(max, remaining, Duration.ofSeconds(10), daily, false, null, null);
    }

    private static RateLimitInfo limited(Duration retryAfter) {
        return new RateLimitInfo(null, null, null, null, true, "TEN_SECONDLY_ROLLING", retryAfter);
    }

    private static void refused(CompletableFuture<?> turn, String policy, String text) {
        assertThat(turn).isCompletedExceptionally();
        assertThatThrownBy(turn::join).cause().isInstanceOfSatisfying(RateLimitExceededException.class,
                e -> assertThat(e.policyName()).isEqualTo(policy)).hasMessageContaining(text);
    }

    @Test
    void aHundredCallsLeaveAtOnceAndTheNextWaitsForAPeriod() {
        RateLimiter budget = budget(null, 5);
        use(budget, 100);
        CompletableFuture<RateLimiter.Permit> next = ask(budget);
        time.advance(Duration.ofMillis(9999));
        assertThat(next).isNotDone();
        time.advance(Duration.ofMillis(500));
        assertThat(next).isCompleted();
    }

    @Test
    void thoseWhoWaitGetTheirTurnsInOrderAndNobodyPassesThem() {
        RateLimiter budget = budget(2, 5);
        use(budget, 2);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            ask(budget).thenAccept(permit -> {
                order.add(number);
                budget.ended(permit, RateLimitInfo.NONE);
            });
        }
        for (int i = 10; i < 20; i++) {
            time.advance(Duration.ofSeconds(5));
            int number = i;
            ask(budget).thenAccept(permit -> {
                order.add(number);
                budget.ended(permit, RateLimitInfo.NONE);
            });
        }
        time.advance(Duration.ofMinutes(3));
        assertThat(order).hasSize(20).isSorted();
        assertThat(budget.reading().waiting()).isZero();
        assertThat(time.scheduled()).as("nobody is looked for when nobody waits").isZero();
    }

    @Test
    void whoWouldSurelyWaitTooLongIsRefusedAtOnce() {
        RateLimiter budget = budget(10, 5);
        use(budget, 10);
        for (int i = 0; i < 20; i++) {
            budget.acquire(RateLimitBucket.GENERAL, LONG, 0);
        }
        refused(budget.acquire(RateLimitBucket.GENERAL, Duration.ofSeconds(15), 0), "TEN_SECONDLY_ROLLING", "rateLimitMaxWait");
        refused(budget.acquire(RateLimitBucket.GENERAL, Duration.ZERO, 0), "TEN_SECONDLY_ROLLING", "20 before it");
        assertThat(budget.acquire(RateLimitBucket.GENERAL, Duration.ofSeconds(25), 0)).isNotDone();
    }

    @Test
    void whoHasWaitedTooLongIsRefusedThen() {
        RateLimiter budget = budget(1, 5);
        taken(budget); // a call that never ends
        CompletableFuture<RateLimiter.Permit> turn = budget.acquire(RateLimitBucket.GENERAL, Duration.ofSeconds(5), 0);
        time.advance(Duration.ofMillis(4900));
        assertThat(turn).isNotDone();
        time.advance(Duration.ofMillis(300));
        refused(turn, "TEN_SECONDLY_ROLLING", "5000 ms");
    }

    @Test
    void whoGoesAwayFreesItsPlace() {
        RateLimiter budget = budget(1, 5);
        use(budget, 1);
        CompletableFuture<RateLimiter.Permit> first = ask(budget);
        CompletableFuture<RateLimiter.Permit> second = ask(budget);
        first.cancel(false);
        time.advance(Duration.ofMillis(10_300));
        assertThat(second).isCompleted();
    }

    @Test
    void closingEndsAllWhoWaitAndLetsNobodyIn() {
        RateLimiter budget = budget(1, 1);
        use(budget, 1);
        CompletableFuture<RateLimiter.Permit> waiting = ask(budget);
        budget.close();
        refused(waiting, null, "stopping");
        refused(ask(budget), null, "stopping");
    }

    @Test
    void aTimerThatIsShutDownEndsWhoeverWouldWait() {
        RateLimiter budget = budget(1, 1);
        use(budget, 1);
        time.timer().shutdown();
        refused(ask(budget), null, "stopping");
    }

    @Test
    void callsBelowTheReserveAreRefusedUnlessTheyAreUrgentAndOneAMinuteAsks() {
        RateLimiter budget = budget(null, 5);
        budget.ended(taken(budget), remaining(100, 99, 50L));
        refused(budget.acquire(RateLimitBucket.GENERAL, LONG, 50), "DAILY", "50 calls left, of which 50 are kept back");
        assertThat(budget.acquire(RateLimitBucket.GENERAL, LONG, -1)).as("urgent").isCompleted();
        assertThat(budget.acquire(RateLimitBucket.GENERAL, LONG, 10)).as("with a smaller reserve").isCompleted();
        time.advance(Duration.ofMinutes(1));
        assertThat(budget.acquire(RateLimitBucket.GENERAL, LONG, 50)).as("asks").isCompleted();
        refused(budget.acquire(RateLimitBucket.GENERAL, LONG, 50), "DAILY", "dailyReserve");
        time.advance(Duration.ofMinutes(1));
        CompletableFuture<RateLimiter.Permit> asks = budget.acquire(RateLimitBucket.GENERAL, LONG, 50);
        budget.ended(asks.join(), remaining(100, 99, 250_000L));
        assertThat(budget.acquire(RateLimitBucket.GENERAL, LONG, 50)).as("a new day").isCompleted();
        assertThat(budget.reading().dailyRemaining()).isEqualTo(249_999);
    }

    @Test
    void aDayThatIsOverDoesNotPauseTheTenSeconds() {
        RateLimiter budget = budget(null, 5);
        budget.ended(taken(budget), DAY_IS_OVER);
        refused(ask(budget), "DAILY", "0 calls left");
        refused(budget.acquire(RateLimitBucket.SEARCH, LONG, 0), "DAILY", "0 calls left");
        assertThat(budget.acquire(RateLimitBucket.GENERAL, Duration.ZERO, -1)).as("urgent").isCompleted();
    }

    @Test
    void whoWaitsWhenTheDayIsOverIsToldSo() {
        RateLimiter budget = budget(2, 5);
        RateLimiter.Permit last = taken(budget);
        taken(budget);
        CompletableFuture<RateLimiter.Permit> waiting = ask(budget);
        budget.ended(last, DAY_IS_OVER);
        time.advance(Duration.ofMillis(200));
        refused(waiting, "DAILY", "daily quota");
    }

    @Test
    void retryAfterPausesTheLaneAndNoOtherButNotForEver() {
        RateLimiter budget = budget(null, 5);
        budget.ended(taken(budget), limited(Duration.ofHours(20)));
        refused(budget.acquire(RateLimitBucket.GENERAL, Duration.ofSeconds(9), 0), "TEN_SECONDLY_ROLLING", "9000 ms");
        assertThat(budget.acquire(RateLimitBucket.SEARCH, Duration.ZERO, 0)).isCompleted();
        CompletableFuture<RateLimiter.Permit> turn = ask(budget);
        time.advance(Duration.ofMillis(9900));
        assertThat(turn).isNotDone();
        time.advance(Duration.ofMillis(400));
        assertThat(turn).isCompleted();
    }

    @Test
    void aBurstOfRefusalsPausesForASecondAndNotOnceForEach() {
        RateLimiter budget = budget(null, 5);
        List<RateLimiter.Permit> burst = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            burst.add(taken(budget));
        }
        burst.forEach(permit -> budget.ended(permit, limited(null)));
        CompletableFuture<RateLimiter.Permit> turn = ask(budget);
        time.advance(Duration.ofMillis(1400));
        assertThat(turn).isCompleted();
    }

    @Test
    void aLaneWithoutALimitNeverWaits() {
        RateLimiter budget = budget(0, 0);
        for (int i = 0; i < 1000; i++) {
            budget.ended(budget.acquire(RateLimitBucket.SEARCH, Duration.ZERO, 0).join(), limited(Duration.ofSeconds(10)));
            budget.ended(budget.acquire(RateLimitBucket.GENERAL, Duration.ZERO, 0).join(), limited(Duration.ofSeconds(10)));
        }
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void theUsersLimitIsNotRaisedByHubSpotsButLowered() {
        RateLimiter budget = budget(150, 5);
        assertThat(budget.reading().limit()).as("until HubSpot tells").isEqualTo(100);
        budget.ended(taken(budget), remaining(190, 189, null));
        assertThat(budget.reading().limit()).isEqualTo(150);
        budget.ended(taken(budget), remaining(110, 108, null));
        assertThat(budget.reading().limit()).isEqualTo(110);
    }

    @Test
    void headersThatMakeNoSenseChangeNothing() {
        RateLimiter budget = budget(null, 5);
        for (long interval : new long[] { 0, 1, 999_999_999 }) {
            budget.ended(taken(budget), new RateLimitInfo(0, 0, Duration.ofMillis(interval), null, false, null, null));
        }
        budget.ended(budget.acquire(RateLimitBucket.SEARCH, LONG, 0).join(), remaining(190, 0, null));
        time.advance(Duration.ofSeconds(11));
        assertThat(budget.reading()).isEqualTo(new RateLimiter.Reading(100, 100, 0, -1, false));
    }

    @Test
    void allPlacesComeBackWhateverBecameOfTheCalls() {
        RateLimiter budget = budget(null, 5);
        for (int i = 0; i < 90; i++) {
            RateLimiter.Permit permit = taken(budget);
            time.advance(Duration.ofMillis(i));
            if (i % 3 == 0) {
                budget.cancelled(permit);
            } else {
                budget.ended(permit, i % 3 == 1 ? RateLimitInfo.NONE : remaining(100, 99, null));
            }
        }
        time.advance(Duration.ofMinutes(1));
        assertThat(budget.reading().available()).isEqualTo(100);
    }
}
