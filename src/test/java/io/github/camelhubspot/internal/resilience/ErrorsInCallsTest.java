package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An {@code Error} at any point of a call ends that call once and does not affect later calls. */
class ErrorsInCallsTest {

    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final RetryPolicy THREE = new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(30), 1, Duration.ZERO);

    private final FakeTime time = new FakeTime();
    /** One call in ten seconds: a lost permit would block all later calls. */
    private final RateLimiter limiter = new RateLimiter(new RateLimits(1, 1), time, time.timer());
    private final Circuit circuit = new Circuit("test", new CircuitSettings(50, 100, Duration.ofSeconds(5), 2, 2,
            Duration.ofMinutes(1), 1), time);
    private Stage failing;
    private Error error;

    /** Where the error happens. */
    private enum Stage {
        SEND, RESPONSE, LATE_RESPONSE, THREAD_FOR_THE_RESPONSE, THREAD_FOR_THE_PERMIT, TRIED, RETRYING, WAITED, CREDENTIAL
    }

    private final Executor executor = task -> {
        failAt(Stage.THREAD_FOR_THE_RESPONSE);
        failAt(Stage.THREAD_FOR_THE_PERMIT);
        task.run();
    };

    private final CallListener listener = new CallListener() {
        @Override
        public void attempted(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration took) {
            failAt(Stage.TRIED);
        }

        @Override
        public void retrying(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration wait) {
            failAt(Stage.RETRYING);
        }

        @Override
        public void waited(Attempt<?> attempt, Duration wait) {
            failAt(Stage.WAITED);
        }
    };

    private final ResilientCalls calls = new ResilientCalls(limiter, new ResilientCalls.Background(time.timer(), executor), time,
            listener);

    private void failAt(Stage stage) {
        if (failing == stage) {
            throw error;
        }
    }

    private final class Call extends SafeAttempt {

        private final Deque<Integer> statuses;

        private Call(Integer... statuses) {
            this.statuses = new ArrayDeque<>(List.of(statuses));
        }

        @Override
        public CompletableFuture<Outcome<String>> send() {
            failAt(Stage.SEND);
            int status = statuses.size() > 1 ? statuses.removeFirst() : statuses.peekFirst();
            if (failing == Stage.RESPONSE) {
                return CompletableFuture.failedFuture(error);
            }
            CompletableFuture<Outcome<String>> response = new CompletableFuture<>();
            if (failing == Stage.LATE_RESPONSE || failing == Stage.THREAD_FOR_THE_RESPONSE) {
                time.after(Duration.ofMillis(50), () -> {
                    if (failing == Stage.LATE_RESPONSE) {
                        response.completeExceptionally(error);
                    } else {
                        response.complete(Outcome.ofResponse("late", status, RateLimitInfo.NONE));
                    }
                });
            } else {
                response.complete(Outcome.ofResponse("a", status, RateLimitInfo.NONE));
            }
            return response;
        }

        @Override
        public CompletableFuture<Boolean> renewCredential() {
            failAt(Stage.CREDENTIAL);
            return CompletableFuture.completedFuture(false);
        }
    }

    static Stream<Arguments> errorsAtEveryStage() {
        return Stream.of(Stage.values()).flatMap(stage -> Stream.of(new OutOfMemoryError("no heap"), new StackOverflowError())
                .map(error -> Arguments.of(stage, error)));
    }

    private CompletableFuture<CallResult<String>> call(Integer... statuses) {
        return calls.call(new Call(statuses), new ResilientCalls.CallPolicy(THREE, Duration.ofHours(10), 0), circuit);
    }

    private void succeed() {
        CompletableFuture<CallResult<String>> call = call(200);
        time.advance(PERIOD.plusSeconds(3));
        assertThat(call).isCompletedWithValueMatching(result -> result.outcome().succeeded());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("errorsAtEveryStage")
    void endsTheCallOnceAndTheNextThousandSucceed(Stage stage, Error thrown) {
        error = thrown;
        halfOpenTheCircuit();
        RateLimiter.Permit other = stage == Stage.THREAD_FOR_THE_PERMIT || stage == Stage.WAITED
                ? limiter.acquire(RateLimitBucket.GENERAL, Duration.ZERO, 0).join() : null;
        failing = stage;
        AtomicInteger completions = new AtomicInteger();
        call(stage == Stage.CREDENTIAL ? 401 : stage == Stage.RETRYING ? 503 : 200)
                .whenComplete((result, failure) -> completions.incrementAndGet());
        if (other != null) {
            limiter.ended(other, RateLimitInfo.NONE); // so that the call waits for its permit until a period after this
        }
        time.advance(Duration.ofMinutes(2));
        assertThat(completions).hasValue(1);
        failing = null;
        for (int i = 0; i < 1_000; i++) {
            succeed();
        }
        assertThat(limiter.reading().waiting()).isZero();
    }

    private void halfOpenTheCircuit() {
        for (int i = 0; i < 2; i++) {
            call(501); // not retried
            time.advance(PERIOD.plusSeconds(3));
        }
        assertThat(circuit.state()).isEqualTo(Circuit.State.OPEN);
        time.advance(Duration.ofMinutes(2));
        assertThat(circuit.state()).isEqualTo(Circuit.State.HALF_OPEN);
    }
}
