package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls with a circuit breaker, a rate limiter and retries. Each attempt acquires a permission of the circuit breaker and
 * then a permit of the rate limiter. It runs on the caller's thread as long as there is nothing to wait for. The credential is
 * read last, by {@link Attempt#send}, because one that was read before a long wait could have expired.
 *
 * <p>Thread-safe. A {@link Run} has the state of one call; only one thread at a time works on it, and the futures that connect
 * its steps publish it to the next thread. {@link #waits} is concurrent, because {@link #close} reads it on another thread.
 */
public final class ResilientCalls implements AutoCloseable {

    /**
     * How an endpoint makes its calls.
     *
     * @param retries      which failed calls are retried
     * @param maxWait      how long a call may wait for a permit
     * @param dailyReserve calls of the daily quota that are reserved for urgent ones
     */
    public record CallPolicy(RetryPolicy retries, Duration maxWait, long dailyReserve) {
    }

    /** The threads that continue a call after a wait: a timer, on which nothing may block, and a pool. */
    public record Background(ScheduledExecutorService timer, Executor executor) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(ResilientCalls.class);
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    /** An urgent call is sent even if HubSpot has reported that nothing is left. */
    private static final long NO_RESERVE = -1;

    private final RateLimiter limiter;
    private final RetryTokens tokens = new RetryTokens();
    private final Background background;
    private final InstantSource clock;
    private final CallListener listener;
    /** Delays before retries; completed with true for the retry, with false to give up. */
    private final Set<CompletableFuture<Boolean>> waits = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public ResilientCalls(RateLimiter limiter, Background background, InstantSource clock, CallListener listener) {
        this.limiter = limiter;
        this.background = background;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Makes a call.
     *
     * @return the outcome of the last attempt; completed at once if nothing had to be waited for. Fails with
     *         {@link RateLimitExceededException}, {@link CircuitOpenException} or as {@link Attempt#send} does
     */
    public <T> CompletableFuture<CallResult<T>> call(Attempt<T> attempt, CallPolicy policy, Circuit circuit) {
        Run<T> run = new Run<>(attempt, policy, circuit);
        CompletableFuture<CallResult<T>> result;
        try {
            result = run.next();
        } catch (Throwable e) {
            result = CompletableFuture.failedFuture(e);
        }
        return isSuccessful(result) ? result : result.whenComplete((end, failure) -> {
            if (failure != null) {
                run.release();
            }
        });
    }

    /** Returns how many retries may fail in a row before no more are granted. */
    public int retriesLeft() {
        return tokens.left() / RetryTokens.COST;
    }

    /** Returns how many calls wait for their next attempt. */
    public int waiting() {
        return waits.size();
    }

    /** Calls that wait for their next attempt end with the outcome of their last one. */
    @Override
    public void close() {
        closed = true;
        limiter.close();
        waits.forEach(wait -> wait.complete(false));
    }

    private <A, B> CompletableFuture<B> then(CompletableFuture<A> first, Function<A, CompletableFuture<B>> next) {
        return isSuccessful(first) ? next.apply(first.join())
                : first.thenComposeAsync(next, background.executor());
    }

    private static boolean isSuccessful(CompletableFuture<?> future) {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    /** Calls a listener. Its failure is logged and does not affect the call. */
    private static void publish(Runnable event) {
        try {
            event.run();
        } catch (Throwable e) {
            LOG.warn("A listener for calls failed: {}", e.toString(), e);
        }
    }

    private CompletableFuture<Boolean> delay(Duration time) {
        CompletableFuture<Boolean> wait = new CompletableFuture<>();
        waits.add(wait);
        if (closed) {
            wait.complete(false); // close() may have completed the others before this one was added
        }
        try {
            background.timer().schedule(() -> wait.complete(true), time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            wait.complete(false); // the timer is shut down with the context
        }
        return wait.whenComplete((retry, none) -> waits.remove(wait));
    }

    /** The attempts of one call. */
    private final class Run<T> {

        private final Attempt<T> attempt;
        private final CallPolicy policy;
        private final Circuit circuit;
        private final Instant begin = clock.instant();
        private int attempts;
        /** Retries that took tokens. */
        private int paid;
        private boolean renewed;
        /** The permit of the current attempt; {@code null} for none. */
        private RateLimiter.Permit permit;
        /** Whether the request of the current attempt may have been sent. */
        private boolean sending;
        /** Whether the current attempt has a permission of the circuit breaker. */
        private boolean inCircuit;

        private Run(Attempt<T> attempt, CallPolicy policy, Circuit circuit) {
            this.attempt = attempt;
            this.policy = policy;
            this.circuit = circuit;
        }

        private CompletableFuture<CallResult<T>> next() {
            if (!circuit.tryAcquire()) {
                CircuitOpenException rejection = circuit.rejection();
                publish(() -> listener.rejected(attempt, rejection));
                return CompletableFuture.failedFuture(rejection);
            }
            inCircuit = true;
            Instant requested = clock.instant();
            CompletableFuture<RateLimiter.Permit> acquired = limiter.acquire(attempt.bucket(), policy.maxWait(),
                    attempt.urgent() ? NO_RESERVE : policy.dailyReserve());
            if (isSuccessful(acquired)) {
                return send(acquired.join());
            }
            return then(acquired.whenComplete((granted, rejection) -> {
                permit = granted;
                if (rejection != null) {
                    releaseCircuit();
                    publish(() -> listener.rejected(attempt, rejection));
                } else {
                    publish(() -> listener.waited(attempt, Duration.between(requested, clock.instant())));
                }
            }), this::send);
        }

        private CompletableFuture<CallResult<T>> send(RateLimiter.Permit granted) {
            permit = granted;
            sending = true;
            Instant sentAt = clock.instant();
            attempts++;
            return then(attempt.send().whenComplete((outcome, failure) -> {
                if (outcome != null) {
                    ended(sentAt, outcome);
                }
            }), this::decide);
        }

        private void ended(Instant sentAt, Outcome<T> outcome) {
            RateLimiter.Permit held = permit;
            permit = null;
            sending = false;
            if (outcome.sent()) {
                limiter.ended(held, outcome.rateLimits());
            } else {
                limiter.cancelled(held);
            }
            Duration took = Duration.between(sentAt, clock.instant());
            if (outcome.failure() != null && !outcome.retryable()) {
                releaseCircuit();
            } else {
                inCircuit = false;
                circuit.record(outcome.status(), took);
            }
            publish(() -> listener.attempted(attempt, outcome, attempts, took));
        }

        private void releaseCircuit() {
            if (inCircuit) {
                inCircuit = false;
                circuit.release();
            }
        }

        /**
         * Gives back what the current attempt holds when the call ends without an outcome, such as by an {@code Error}. HubSpot
         * may have counted a request that was being sent.
         */
        private void release() {
            RateLimiter.Permit held = permit;
            permit = null;
            if (held != null && sending) {
                limiter.ended(held, RateLimitInfo.NONE);
            } else if (held != null) {
                limiter.cancelled(held);
            }
            releaseCircuit();
        }

        private CompletableFuture<CallResult<T>> decide(Outcome<T> outcome) {
            if (outcome.succeeded()) {
                tokens.succeeded(paid > 0);
                return finish(outcome);
            }
            if (outcome.status() == UNAUTHORIZED && !renewed && attempt.replayable()) {
                renewed = true; // not counted as a retry
                return then(attempt.renewCredential(), hasCredential -> hasCredential ? next() : finish(outcome));
            }
            Optional<Duration> wait = isRetryable(outcome) && attempt.replayable()
                    ? policy.retries().next(renewed ? attempts - 1 : attempts, Duration.between(begin, clock.instant()),
                            outcome.status(), outcome.rateLimits())
                    : Optional.empty();
            if (wait.isEmpty() || outcome.status() != TOO_MANY && !tokens.take()) {
                return finish(outcome);
            }
            paid += outcome.status() == TOO_MANY ? 0 : 1;
            publish(() -> listener.retrying(attempt, outcome, attempts, wait.get()));
            // if the retry is rejected before sending, the outcome of the last attempt says more than the rejection
            return then(delay(wait.get()), retry -> !retry ? finish(outcome) : next().exceptionallyCompose(failure ->
                    isRejection(failure) ? finish(outcome) : CompletableFuture.failedFuture(failure)));
        }

        private boolean isRetryable(Outcome<T> outcome) {
            return outcome.failure() == null
                    ? RetryPolicy.isRetryable(outcome.status(), outcome.rateLimits(), attempt.idempotent())
                    : outcome.retryable() && (!outcome.sent() || attempt.idempotent());
        }

        private static boolean isRejection(Throwable failure) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof RateLimitExceededException || cause instanceof CircuitOpenException;
        }

        private CompletableFuture<CallResult<T>> finish(Outcome<T> outcome) {
            return CompletableFuture.completedFuture(new CallResult<>(outcome, attempts));
        }
    }
}
