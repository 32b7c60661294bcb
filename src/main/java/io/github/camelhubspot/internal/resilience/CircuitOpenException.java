package io.github.camelhubspot.internal.resilience;

/** A call that was refused because the circuit is open. Nothing was sent. */
public final class CircuitOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CircuitOpenException(String message) {
        super(message);
    }
}
