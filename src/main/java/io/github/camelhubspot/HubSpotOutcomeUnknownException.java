package io.github.camelhubspot;

/**
 * The outcome of a call that must not be repeated blindly is unknown: it was sent, but its answer was lost, unusable or a
 * 5xx, so HubSpot may or may not have acted. {@link #getContext()} holds what helps to check.
 */
public class HubSpotOutcomeUnknownException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotOutcomeUnknownException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
