package io.github.camelhubspot.internal.resilience;

/** A call was not sent, because the circuit is open. */
public final class CircuitOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CircuitOpenException(String message) {
        super(message);
    }
}
