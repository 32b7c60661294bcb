package io.github.camelhubspot.internal.resilience;

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

    /** How a circuit is; the later one is the worse. */
    public enum State {
        /** It never opens. */
        DISABLED,
        /** Calls pass. */
        CLOSED,
        /** A few calls may try, or the next ones may. */
        HALF_OPEN,
        /** Calls are refused. */
        OPEN
    }

    private static final int SERVER_ERROR = 500;
    /** What exactly failed does not matter to the circuit. */
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

    /** @return whether a call may go; {@link #release} or {@link #record} has to follow if so */
    boolean tryAcquire() {
        return breaker == null || breaker.tryAcquirePermission();
    }

    /** The call was not made, or says nothing of how HubSpot is. */
    void release() {
        if (breaker != null) {
            breaker.releasePermission();
        }
    }

    /** @param status of the answer; 0 if there was none */
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

    /** The breaker itself stays open until somebody calls; here it is half open as soon as the next call may pass. */
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

    CircuitOpenException refusal() {
        return new CircuitOpenException("too many of the last calls failed or were slow: calls are refused for "
                + openDuration.toMillis() + " ms since then (option circuitBreaker)");
    }
}
