package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.util.List;

/** Is told what happens to calls, on the thread on which it happens: must neither block nor throw. */
public interface CallListener {

    /**
     * A request was sent, or failed to be.
     *
     * @param tries which try of the call it was, from 1 on
     * @param took  from the request to the end of the answer
     */
    default void tried(Attempt<?> attempt, Outcome<?> outcome, int tries, Duration took) {
    }

    /**
     * A call will be tried again.
     *
     * @param outcome of the last try
     * @param tries   how often it was tried so far
     * @param wait    until the next try
     */
    default void retrying(Attempt<?> attempt, Outcome<?> outcome, int tries, Duration wait) {
    }

    /** A call that had to wait got its turn under the rate limits. */
    default void waited(Attempt<?> attempt, Duration time) {
    }

    /**
     * A try was not made.
     *
     * @param reason {@link CircuitOpenException} or {@link RateLimitExceededException}
     */
    default void refused(Attempt<?> attempt, Throwable reason) {
    }

    /** One that tells several, in their order. */
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
