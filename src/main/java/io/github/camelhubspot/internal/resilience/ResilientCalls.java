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
 * Makes calls: each try passes the circuit breaker and waits for its turn in the budget; what fails for now is tried again
 * later. A try runs on the caller's thread as long as nothing has to be waited for. The credential is asked for last,
 * because one that was got before a long wait could have expired in it.
 */
public final class ResilientCalls implements AutoCloseable {

    /**
     * How an endpoint wants its calls to be made.
     *
     * @param retries      what is tried again
     * @param maxWait      how long a call may wait for its turn
     * @param dailyReserve calls of the day's quota that are kept for urgent ones
     */
    public record CallPolicy(RetryPolicy retries, Duration maxWait, long dailyReserve) {
    }

    /** What runs tries after a wait: a timer, on which nothing may block, and a pool. */
    public record Background(ScheduledExecutorService timer, Executor executor) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(ResilientCalls.class);
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    /** An urgent call goes out even if HubSpot has said that nothing is left: let HubSpot refuse it. */
    private static final long NO_RESERVE = -1;

    private final RateLimiter budget;
    private final RetryTokens tokens = new RetryTokens();
    private final Background background;
    private final InstantSource clock;
    private final CallListener listener;
    /** True for the next try, false to give up. */
    private final Set<CompletableFuture<Boolean>> waits = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public ResilientCalls(RateLimiter budget, Background background, InstantSource clock, CallListener listener) {
        this.budget = budget;
        this.background = background;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Makes a call.
     *
     * @return how its last try ended, done at once if nothing had to be waited for; fails with
     *         {@link RateLimitExceededException}, {@link CircuitOpenException} or as {@link Attempt#send} does
     */
    public <T> CompletableFuture<CallResult<T>> call(Attempt<T> attempt, CallPolicy manner, Circuit circuit) {
        Run<T> run = new Run<>(attempt, manner, circuit);
        CompletableFuture<CallResult<T>> tried;
        try {
            tried = run.next();
        } catch (Throwable e) {
            tried = CompletableFuture.failedFuture(e);
        }
        return tried.isDone() && !tried.isCompletedExceptionally() ? tried : tried.whenComplete((end, failure) -> {
            if (failure != null) {
                run.giveBack();
            }
        });
    }

    /** Retries that may still fail in a row before no more are granted. */
    public int retriesLeft() {
        return tokens.left() / RetryTokens.COST;
    }

    /** Calls that wait for their next try. */
    public int waiting() {
        return waits.size();
    }

    /** Calls that wait for their next try end as their last one did. */
    @Override
    public void close() {
        closed = true;
        budget.close();
        waits.forEach(wait -> wait.complete(false));
    }

    private <A, B> CompletableFuture<B> then(CompletableFuture<A> first, Function<A, CompletableFuture<B>> next) {
        return first.isDone() && !first.isCompletedExceptionally() ? next.apply(first.join())
                : first.thenComposeAsync(next, background.executor());
    }

    /** Runs a listener. Its failure is logged and does not affect the call. */
    private static void tell(Runnable event) {
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
            wait.complete(false); // close() may have gone by before
        }
        try {
            background.timer().schedule(() -> wait.complete(true), time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            wait.complete(false); // everything stops
        }
        return wait.whenComplete((again, none) -> waits.remove(wait));
    }

    /** The tries of one call. */
    private final class Run<T> {

        private final Attempt<T> attempt;
        private final CallPolicy manner;
        private final Circuit circuit;
        private final Instant begin = clock.instant();
        private int tries;
        /** Retries that took tokens. */
        private int paid;
        private boolean renewed;
        /** What the current try holds, whatever ends it; {@code null} for nothing. */
        private RateLimiter.Permit permit;
        /** Whether the request of the current try may have left. */
        private boolean sending;
        private boolean inCircuit;

        private Run(Attempt<T> attempt, CallPolicy manner, Circuit circuit) {
            this.attempt = attempt;
            this.manner = manner;
            this.circuit = circuit;
        }

        private CompletableFuture<CallResult<T>> next() {
            if (!circuit.tryAcquire()) {
                CircuitOpenException refusal = circuit.refusal();
                tell(() -> listener.refused(attempt, refusal));
                return CompletableFuture.failedFuture(refusal);
            }
            inCircuit = true;
            Instant asked = clock.instant();
            CompletableFuture<RateLimiter.Permit> turn = budget.acquire(attempt.lane(), manner.maxWait(),
                    attempt.urgent() ? NO_RESERVE : manner.dailyReserve());
            if (turn.isDone() && !turn.isCompletedExceptionally()) {
                return send(turn.join());
            }
            return then(turn.whenComplete((given, refused) -> {
                permit = given;
                if (refused != null) {
                    leaveCircuit();
                    tell(() -> listener.refused(attempt, refused));
                } else {
                    tell(() -> listener.waited(attempt, Duration.between(asked, clock.instant())));
                }
            }), this::send);
        }

        private CompletableFuture<CallResult<T>> send(RateLimiter.Permit given) {
            permit = given;
            sending = true;
            Instant departed = clock.instant();
            tries++;
            return then(attempt.send().whenComplete((outcome, failure) -> {
                if (outcome != null) {
                    ended(departed, outcome);
                }
            }), this::decide);
        }

        private void ended(Instant departed, Outcome<T> outcome) {
            RateLimiter.Permit held = permit;
            permit = null;
            sending = false;
            if (outcome.sent()) {
                budget.ended(held, outcome.rateLimits());
            } else {
                budget.cancelled(held);
            }
            Duration took = Duration.between(departed, clock.instant());
            if (outcome.failure() != null && !outcome.retryable()) {
                leaveCircuit();
            } else {
                inCircuit = false;
                circuit.record(outcome.status(), took);
            }
            tell(() -> listener.tried(attempt, outcome, tries, took));
        }

        private void leaveCircuit() {
            if (inCircuit) {
                inCircuit = false;
                circuit.release();
            }
        }

        /**
         * The call ends without an outcome: nothing was sent, or something broke that ought not to, an Error perhaps. HubSpot
         * may have counted a request that was on its way then.
         */
        private void giveBack() {
            RateLimiter.Permit held = permit;
            permit = null;
            if (held != null && sending) {
                budget.ended(held, RateLimitInfo.NONE);
            } else if (held != null) {
                budget.cancelled(held);
            }
            leaveCircuit();
        }

        private CompletableFuture<CallResult<T>> decide(Outcome<T> outcome) {
            if (outcome.succeeded()) {
                tokens.succeeded(paid > 0);
                return finish(outcome);
            }
            if (outcome.status() == UNAUTHORIZED && !renewed && attempt.replayable()) {
                renewed = true; // not one of the retries, which are for what passes by itself
                return then(attempt.renewed(), another -> another ? next() : finish(outcome));
            }
            Optional<Duration> wait = mayPass(outcome) && attempt.replayable()
                    ? manner.retries().next(renewed ? tries - 1 : tries, Duration.between(begin, clock.instant()),
                            outcome.status(), outcome.rateLimits())
                    : Optional.empty();
            if (wait.isEmpty() || outcome.status() != TOO_MANY && !tokens.take()) {
                return finish(outcome);
            }
            paid += outcome.status() == TOO_MANY ? 0 : 1;
            tell(() -> listener.retrying(attempt, outcome, tries, wait.get()));
            // what keeps the retry from being made says less than why it was needed
            return then(delay(wait.get()), again -> !again ? finish(outcome) : next().exceptionallyCompose(failure ->
                    isRefusal(failure) ? finish(outcome) : CompletableFuture.failedFuture(failure)));
        }

        private boolean mayPass(Outcome<T> outcome) {
            return outcome.failure() == null
                    ? RetryPolicy.passes(outcome.status(), outcome.rateLimits(), attempt.idempotent())
                    : outcome.retryable() && (!outcome.sent() || attempt.idempotent());
        }

        private static boolean isRefusal(Throwable failure) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof RateLimitExceededException || cause instanceof CircuitOpenException;
        }

        private CompletableFuture<CallResult<T>> finish(Outcome<T> outcome) {
            return CompletableFuture.completedFuture(new CallResult<>(outcome, tries));
        }
    }
}
