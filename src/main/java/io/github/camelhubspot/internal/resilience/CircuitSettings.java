package io.github.camelhubspot.internal.resilience;

import java.time.Duration;

/**
 * The settings of a circuit breaker.
 *
 * @param failureRate   percentage of failed calls from which on it opens, 1 to 100
 * @param slowCallRate  percentage of slow calls from which on it opens, 1 to 100
 * @param slowCall      duration from which on a call is slow
 * @param window        number of calls that the percentages are of
 * @param minimumCalls  number of calls before which it does not open
 * @param openDuration  how long it stays open
 * @param halfOpenCalls number of probes after that
 */
public record CircuitSettings(int failureRate, int slowCallRate, Duration slowCall, int window, int minimumCalls,
                              Duration openDuration, int halfOpenCalls) {

    public CircuitSettings {
        percentage("circuitBreakerFailureRate", failureRate);
        percentage("circuitBreakerSlowCallRate", slowCallRate);
        positive("circuitBreakerSlowCallDuration", slowCall.toMillis());
        positive("circuitBreakerWindow", window);
        positive("circuitBreakerMinimumCalls", minimumCalls);
        positive("circuitBreakerOpenDuration", openDuration.toMillis());
        positive("circuitBreakerHalfOpenCalls", halfOpenCalls);
    }

    private static void percentage(String option, int value) {
        if (value < 1 || value > 100) {
            throw new IllegalArgumentException(option + " is " + value + ", but must be from 1 to 100");
        }
    }

    private static void positive(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " is " + value + ", but must be more than 0");
        }
    }
}
