package io.github.camelhubspot.client.resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/** Refuses calls for a while when too many failed: Resilience4j's circuit breaker, or nothing at all. */
public final class Circuit {

    /** One that never opens. */
    public static final Circuit NONE = new Circuit(null, null, null);

    private static final int SERVER_ERROR = 500;
    /** What exactly failed does not matter to the circuit. */
    private static final Throwable FAILED = new IllegalStateException("failed");

    private final CircuitBreaker breaker;
    private final Duration openDuration;

    public Circuit(String name, CircuitSettings settings, InstantSource clock) {
        this.openDuration = settings == null ? null : settings.openDuration();
        this.breaker = settings == null ? null : CircuitBreaker.of(name, CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(settings.failureRate()).slowCallRateThreshold(settings.slowCallRate())
                .slowCallDurationThreshold(settings.slowCall()).slidingWindowSize(settings.window())
                .minimumNumberOfCalls(Math.min(settings.minimumCalls(), settings.window()))
                .waitDurationInOpenState(settings.openDuration())
                .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
                .clock(clock.withZone(ZoneOffset.UTC))
                .currentTimestampFunction(c -> c.millis(), TimeUnit.MILLISECONDS)
                .build());
    }

    /** @return whether a call may go; {@link #left} or {@link #ended} has to follow if so */
    boolean entered() {
        return breaker == null || breaker.tryAcquirePermission();
    }

    /** The call was not made, or says nothing of how HubSpot is. */
    void left() {
        if (breaker != null) {
            breaker.releasePermission();
        }
    }

    /** @param status of the answer; 0 if there was none */
    void ended(int status, Duration took) {
        if (breaker == null) {
            return;
        }
        if (status == 0 || status >= SERVER_ERROR) {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, FAILED);
        } else {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}; {@code DISABLED} if it never opens. */
    public String state() {
        return breaker == null ? "DISABLED" : breaker.getState().name();
    }

    CircuitOpenException refusal() {
        return new CircuitOpenException("too many of the last calls failed or were slow: calls are refused for "
                + openDuration.toMillis() + " ms since then (option circuitBreaker)");
    }
}
