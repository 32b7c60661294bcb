package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/** Resilience4j's circuit breaker, or none: rejects calls for a while when too many failed or were slow. Thread-safe. */
public final class Circuit {

    /** A circuit that never opens. */
    public static final Circuit NONE = new Circuit(null, null, null);

    /** The states, from the best to the worst. */
    public enum State {
        /** There is no circuit breaker. */
        DISABLED,
        /** Calls are permitted. */
        CLOSED,
        /** A few calls are permitted as probes. */
        HALF_OPEN,
        /** Calls are rejected. */
        OPEN
    }

    private static final int SERVER_ERROR = 500;
    /** The breaker is not configured to distinguish failures. */
    private static final Throwable FAILED = new IllegalStateException("failed");

    private final CircuitBreaker breaker;
    private final Duration openDuration;
    private final InstantSource clock;
    private volatile Instant openUntil = Instant.MIN;

    public Circuit(String name, CircuitSettings settings, InstantSource clock) {
        this.clock = clock;
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
        if (breaker != null) {
            breaker.getEventPublisher().onStateTransition(event -> {
                if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                    openUntil = clock.instant().plus(openDuration);
                }
            });
        }
    }

    /** Acquires the permission for a call. If it returns true, {@link #release} or {@link #record} must follow. */
    boolean tryAcquire() {
        return breaker == null || breaker.tryAcquirePermission();
    }

    /** Gives a permission back: the call was not sent, or its outcome says nothing about HubSpot. */
    void release() {
        if (breaker != null) {
            breaker.releasePermission();
        }
    }

    /** @param status of the response; 0 if there was none */
    void record(int status, Duration took) {
        if (breaker == null) {
            return;
        }
        if (status == 0 || status >= SERVER_ERROR) {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, FAILED);
        } else {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Returns {@code HALF_OPEN} as soon as the next call is permitted; the breaker itself stays open until that call. */
    public State state() {
        if (breaker == null) {
            return State.DISABLED;
        }
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> clock.instant().isAfter(openUntil) ? State.HALF_OPEN : State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            default -> State.CLOSED;
        };
    }

    CircuitOpenException rejection() {
        return new CircuitOpenException("too many of the last calls failed or were slow: calls are rejected for "
                + openDuration.toMillis() + " ms (option circuitBreaker)");
    }
}
