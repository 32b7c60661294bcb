package io.github.camelhubspot.internal.resilience;

import java.time.Duration;

/**
 * When a circuit opens.
 *
 * @param failureRate   percentage of failed calls, 1 to 100
 * @param slowCallRate  percentage of slow calls, 1 to 100
 * @param slowCall      from which duration on a call is slow
 * @param window        over how many calls the percentages are taken
 * @param minimumCalls  how many calls there must have been
 * @param openDuration  how long it stays open
 * @param halfOpenCalls how many calls try then
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
