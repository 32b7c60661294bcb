package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.util.List;

/** Receives events of calls, on the thread on which they happen: a listener must neither block nor throw. */
public interface CallListener {

    /**
     * An attempt has ended.
     *
     * @param tries number of the attempt, from 1
     * @param took  from the request to the end of the response
     */
    default void tried(Attempt<?> attempt, Outcome<?> outcome, int tries, Duration took) {
    }

    /**
     * A call will be retried.
     *
     * @param outcome of the last attempt
     * @param tries   attempts so far
     * @param wait    until the next attempt
     */
    default void retrying(Attempt<?> attempt, Outcome<?> outcome, int tries, Duration wait) {
    }

    /** A call got its permit after a wait. */
    default void waited(Attempt<?> attempt, Duration time) {
    }

    /**
     * An attempt was rejected before sending.
     *
     * @param reason {@link CircuitOpenException} or {@link RateLimitExceededException}
     */
    default void refused(Attempt<?> attempt, Throwable reason) {
    }

    /** Returns a listener that calls several, in their order. */
    static CallListener all(List<CallListener> listeners) {
        List<CallListener> all = List.copyOf(listeners);
        return new CallListener() {

            @Override
            public void tried(Attempt<?> attempt, Outcome<?> outcome, int tries, Duration took) {
                all.forEach(each -> each.tried(attempt, outcome, tries, took));
            }

            @Override
            public void retrying(Attempt<?> attempt, Outcome<?> outcome, int tries, Duration wait) {
                all.forEach(each -> each.retrying(attempt, outcome, tries, wait));
            }

            @Override
            public void waited(Attempt<?> attempt, Duration time) {
                all.forEach(each -> each.waited(attempt, time));
            }

            @Override
            public void refused(Attempt<?> attempt, Throwable reason) {
                all.forEach(each -> each.refused(attempt, reason));
            }
        };
    }
}
