package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with retries, a circuit breaker and a rate limiter, attempt by attempt. */
class ResilientCallsTest {

    private static final RateLimitInfo LIMITED = new RateLimitInfo(null, null, null, null, true, "TEN_SECONDLY_ROLLING", null);
    private static final RetryPolicy THREE = new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(30), 1,
            Duration.ZERO);

    private final FakeTime time = new FakeTime();
    private final List<String> events = new ArrayList<>();
    private final CallListener listener = new CallListener() {
        @Override
        public void attempted(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration took) {
            events.add("attempted " + outcome.status());
        }

        @Override
        public void retrying(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration wait) {
            events.add("retrying " + outcome.status() + " after " + attempts);
        }

        @Override
        public void waited(Attempt<?> attempt, Duration wait) {
            events.add("waited " + wait.toSeconds() + " s");
        }
    };
    private RateLimiter limiter = new RateLimiter(new RateLimits(null, 5), time, time.timer());
    private ResilientCalls calls = calls();

    private ResilientCalls calls() {
        return new ResilientCalls(limiter, new ResilientCalls.Background(time.timer(), Runnable::run), time, listener);
    }

    private void limit(int general) {
        limiter = new RateLimiter(new RateLimits(general, 5), time, time.timer());
        calls = calls();
    }

    /** A call whose attempts have the given outcomes; the last one is repeated. */
    private final class Script extends SafeAttempt {

        private final Deque<Outcome<String>> outcomes = new ArrayDeque<>();
        private boolean idempotent = true;
        private boolean replayable = true;
        private CompletableFuture<Boolean> renewed = CompletableFuture.completedFuture(true);
        private int renewals;

        @SafeVarargs
        private Script(Outcome<String>... outcomes) {
            this.outcomes.addAll(List.of(outcomes));
        }

        private Script unsafe() {
            idempotent = false;
            return this;
        }

        @Override
        public boolean idempotent() {
            return idempotent;
        }

        @Override
        public boolean replayable() {
            return replayable;
        }

        @Override
        public CompletableFuture<Outcome<String>> send() {
            Outcome<String> outcome = outcomes.size() > 1 ? outcomes.removeFirst() : outcomes.peekFirst();
            if (outcome.status() == -1) {
                throw new IllegalStateException("nothing was sent");
            }
            return CompletableFuture.completedFuture(outcome);
        }

        @Override
        public CompletableFuture<Boolean> renewCredential() {
            renewals++;
            return renewed;
        }
    }

    private static Outcome<String> response(int status) {
        return Outcome.ofResponse("a" + status, status, status == 429 ? LIMITED : RateLimitInfo.NONE);
    }

    private static Outcome<String> lost(boolean sent, boolean retryable) {
        return Outcome.ofFailure(new IOException("reset"), sent, retryable);
    }

    private CompletableFuture<CallResult<String>> call(Attempt<String> attempt, Circuit circuit) {
        return calls.call(attempt, new ResilientCalls.CallPolicy(THREE, Duration.ofMinutes(1), 0), circuit);
    }

    private CallResult<String> resultOf(Attempt<String> attempt) {
        CompletableFuture<CallResult<String>> result = call(attempt, Circuit.NONE);
        time.advance(Duration.ofMinutes(2));
        assertThat(result).isCompleted();
        return result.join();
    }

    private Circuit circuit(int calls) {
        return new Circuit("test", new CircuitSettings(50, 50, Duration.ofSeconds(5), calls, calls, Duration.ofMinutes(1), 1),
                time);
    }

    @Test
    void aSuccessfulCallCompletesAtOnceWithoutATimer() {
        assertThat(call(new Script(response(200)), Circuit.NONE)).isCompletedWithValueMatching(result -> result.attempts() == 1);
        assertThat(time.scheduled()).isZero();
        assertThat(events).containsExactly("attempted 200");
    }

    @Test
    void retriesRetryableFailuresAndReportsThemToTheListener() {
        CallResult<String> result = resultOf(new Script(response(503), response(429), response(200)));
        assertThat(result).isEqualTo(new CallResult<>(response(200), 3));
        assertThat(events).containsSubsequence("attempted 503", "retrying 503 after 1", "attempted 429", "retrying 429 after 2",
                "attempted 200");
    }

    @Test
    void endsWithTheLastOutcome_whenAllAttemptsFail() {
        assertThat(resultOf(new Script(response(503)))).isEqualTo(new CallResult<>(response(503), 4));
    }

    @ParameterizedTest
    @ValueSource(ints = { 302, 400, 403, 404, 409, 501, 522 })
    void doesNotRetryStatusesThatWouldFailAgain(int status) {
        assertThat(resultOf(new Script(response(status))).attempts()).isEqualTo(1);
    }

    @Test
    void retriesANonIdempotentCall_onlyWhenHubSpotCannotHaveExecutedIt() {
        assertThat(resultOf(new Script(response(503)).unsafe()).attempts()).isEqualTo(1);
        assertThat(resultOf(new Script(lost(true, true)).unsafe()).attempts()).isEqualTo(1);
        assertThat(resultOf(new Script(lost(false, true), response(201)).unsafe())).isEqualTo(new CallResult<>(response(201), 2));
        assertThat(resultOf(new Script(response(429), response(201)).unsafe())).isEqualTo(new CallResult<>(response(201), 2));
        assertThat(resultOf(new Script(response(401), response(201)).unsafe())).isEqualTo(new CallResult<>(response(201), 2));
    }

    @Test
    void sendsABodyThatIsNotReplayableOnce() {
        for (Outcome<String> outcome : List.of(response(503), response(429), response(401), lost(false, true),
                lost(true, true))) {
            Script script = new Script(outcome);
            script.replayable = false;
            assertThat(resultOf(script).attempts()).isEqualTo(1);
            assertThat(script.renewals).isZero();
        }
    }

    @Test
    void doesNotRetryAFailureThatIsNotRetryable() {
        assertThat(resultOf(new Script(lost(false, false))).attempts()).isEqualTo(1);
        assertThat(events).containsExactly("attempted 0");
    }

    @Test
    void renewsTheCredentialOnceWithoutCountingARetry() {
        Script script = new Script(response(401), response(503), response(503), response(503), response(200));
        assertThat(resultOf(script)).isEqualTo(new CallResult<>(response(200), 5));
        Script unauthorized = new Script(response(401));
        assertThat(resultOf(unauthorized)).isEqualTo(new CallResult<>(response(401), 2));
        assertThat(unauthorized.renewals).isEqualTo(1);
    }

    @Test
    void endsWithThe401_whenThereIsNoOtherCredential() {
        Script script = new Script(response(401));
        script.renewed = CompletableFuture.completedFuture(false);
        assertThat(resultOf(script)).isEqualTo(new CallResult<>(response(401), 1));
    }

    @Test
    void failsWithTheFailureOfTheRenewal() {
        Script script = new Script(response(401));
        script.renewed = CompletableFuture.failedFuture(new IllegalStateException("dead grant"));
        assertThatThrownBy(call(script, Circuit.NONE)::join).hasRootCauseMessage("dead grant");
    }

    @Test
    void checksTheCircuitBeforeTheRateLimiter() {
        Circuit circuit = circuit(1);
        circuit.tryAcquire();
        circuit.record(503, Duration.ZERO);
        int before = limiter.reading().available();
        assertThatThrownBy(call(new Script(response(200)), circuit)::join).hasCauseInstanceOf(CircuitOpenException.class);
        assertThat(limiter.reading().available()).isEqualTo(before);
        assertThat(events).isEmpty();
    }

    @Test
    void endsWithTheLastOutcome_whenTheCircuitRejectsTheRetry() {
        CompletableFuture<CallResult<String>> result = call(new Script(response(503)), circuit(1));
        time.advance(Duration.ofSeconds(1));
        assertThat(result).isCompletedWithValue(new CallResult<>(response(503), 1));
    }

    @Test
    void endsWithTheLastOutcome_whenTheRateLimiterRejectsTheRetry() {
        limit(1);
        CompletableFuture<CallResult<String>> result = calls.call(new Script(response(503)),
                new ResilientCalls.CallPolicy(THREE, Duration.ofSeconds(1), 0), Circuit.NONE);
        time.advance(Duration.ofSeconds(5));
        assertThat(result).isCompletedWithValue(new CallResult<>(response(503), 1));
    }

    @Test
    void reportsTheWaitForAPermitToTheListener() {
        limit(1);
        resultOf(new Script(response(200)));
        call(new Script(response(200)), Circuit.NONE);
        CompletableFuture<CallResult<String>> waiting = call(new Script(response(200)), Circuit.NONE);
        time.advance(Duration.ofMinutes(1));
        assertThat(waiting).isCompleted();
        assertThat(events).containsExactly("attempted 200", "attempted 200", "waited 10 s", "attempted 200");
    }

    @Test
    void closeEndsCallsThatWaitForARetryWithTheirLastOutcome() {
        CompletableFuture<CallResult<String>> result = call(new Script(response(503)), Circuit.NONE);
        assertThat(result).isNotDone();
        assertThat(calls.waiting()).isEqualTo(1);
        calls.close();
        assertThat(result).isCompletedWithValue(new CallResult<>(response(503), 1));
        assertThat(calls.waiting()).isZero();
    }

    @Test
    void doesNotWaitForARetryAfterClose() {
        Script script = new Script(response(401), response(503));
        script.renewed = new CompletableFuture<>();
        CompletableFuture<CallResult<String>> result = call(script, Circuit.NONE);
        calls.close();
        script.renewed.complete(true);
        assertThat(result).isDone();
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void endsWithTheLastOutcome_whenTheTimerIsShutDown() {
        time.timer().shutdown();
        assertThat(call(new Script(response(503)), Circuit.NONE)).isCompletedWithValue(new CallResult<>(response(503), 1));
    }

    @Test
    void manyFailuresUseUpTheRetriesButNotTheFirstAttempts() {
        limit(0);
        for (int i = 0; i < 50; i++) {
            resultOf(new Script(response(503)));
        }
        assertThat(calls.retriesLeft()).isZero();
        assertThat(events.stream().filter(event -> event.startsWith("attempted"))).hasSize(50 + 100);
        for (int i = 0; i < 500; i++) {
            resultOf(new Script(response(200)));
        }
        assertThat(calls.retriesLeft()).isEqualTo(100);
    }

    @Test
    void allPermitsBecomeAvailableAgain_afterAnyMixtureOfOutcomes() {
        List<Outcome<String>> outcomes = List.of(response(200), response(401), response(404), response(429), response(503),
                lost(true, true), lost(false, true), lost(true, false),
                new Outcome<>(null, -1, RateLimitInfo.NONE, null, false, false, 0, null));
        Random random = new Random(4);
        Circuit circuit = circuit(30);
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            all.add(call(new Script(outcomes.get(random.nextInt(outcomes.size())),
                    outcomes.get(random.nextInt(outcomes.size()))), circuit));
            time.advance(Duration.ofMillis(random.nextInt(300)));
        }
        time.advance(Duration.ofMinutes(10));
        assertThat(all).allMatch(CompletableFuture::isDone);
        assertThat(limiter.reading()).isEqualTo(new RateLimiter.Reading(100, 100, 0, -1, false));
        assertThat(calls.waiting()).isZero();
        call(new Script(response(200)), circuit);
        assertThat(call(new Script(response(200)), circuit)).as("no half-open permission is lost").isCompleted();
    }

    @Test
    void theCircuitOpensForServerErrorsAndSlowCallsButNotForClientErrors() {
        Circuit circuit = circuit(4);
        for (int status : new int[] { 400, 404, 409, 429 }) {
            circuit.tryAcquire();
            circuit.record(status, Duration.ofMillis(1));
        }
        assertThat(circuit.state()).hasToString("CLOSED");
        for (int i = 0; i < 2; i++) {
            circuit.tryAcquire();
            circuit.record(200, Duration.ofSeconds(6));
        }
        assertThat(circuit.state()).hasToString("OPEN");
        assertThat(circuit.tryAcquire()).isFalse();
        time.advance(Duration.ofMillis(60_001));
        assertThat(circuit.tryAcquire()).as("a probe").isTrue();
        assertThat(circuit.tryAcquire()).as("and no more").isFalse();
        circuit.release();
        assertThat(circuit.tryAcquire()).as("after the permission was released").isTrue();
        circuit.record(0, Duration.ZERO);
        assertThat(circuit.state()).hasToString("OPEN");
        time.advance(Duration.ofMillis(60_001));
        circuit.tryAcquire();
        circuit.record(204, Duration.ZERO);
        assertThat(circuit.state()).hasToString("CLOSED");
    }
}
