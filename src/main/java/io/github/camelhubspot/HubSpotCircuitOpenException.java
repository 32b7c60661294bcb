package io.github.camelhubspot;

/**
 * The circuit breaker rejected the call, because too many of the last calls failed or were slow (option {@code circuitBreaker}).
 * Nothing was sent.
 */
public class HubSpotCircuitOpenException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotCircuitOpenException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
