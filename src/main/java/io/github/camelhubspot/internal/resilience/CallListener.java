package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.util.List;

/** Receives events of calls, on the thread on which they happen: a listener must neither block nor throw. */
public interface CallListener {

    /**
     * An attempt has ended.
     *
     * @param attempts number of this attempt, from 1
     * @param took     from the request to the end of the response
     */
    default void attempted(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration took) {
    }

    /**
     * A call will be retried.
     *
     * @param outcome  of the last attempt
     * @param attempts number of attempts so far
     * @param wait     until the next attempt
     */
    default void retrying(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration wait) {
    }

    /** A call got its permit after a wait. */
    default void waited(Attempt<?> attempt, Duration time) {
    }

    /**
     * An attempt was rejected before sending.
     *
     * @param reason {@link CircuitOpenException} or {@link RateLimitExceededException}
     */
    default void rejected(Attempt<?> attempt, Throwable reason) {
    }

    /** Returns a listener that calls several, in their order. */
    static CallListener all(List<CallListener> listeners) {
        List<CallListener> all = List.copyOf(listeners);
        return new CallListener() {

            @Override
            public void attempted(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration took) {
                all.forEach(each -> each.attempted(attempt, outcome, attempts, took));
            }

            @Override
            public void retrying(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration wait) {
                all.forEach(each -> each.retrying(attempt, outcome, attempts, wait));
            }

            @Override
            public void waited(Attempt<?> attempt, Duration time) {
                all.forEach(each -> each.waited(attempt, time));
            }

            @Override
            public void rejected(Attempt<?> attempt, Throwable reason) {
                all.forEach(each -> each.rejected(attempt, reason));
            }
        };
    }
}
