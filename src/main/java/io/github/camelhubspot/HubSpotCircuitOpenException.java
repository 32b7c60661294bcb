package io.github.camelhubspot;

/**
 * The circuit breaker refused the call because too many of the last ones failed or were slow (option {@code circuitBreaker}).
 * Nothing was sent.
 */
public class HubSpotCircuitOpenException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotCircuitOpenException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
