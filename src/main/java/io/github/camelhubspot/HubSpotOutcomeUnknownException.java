package io.github.camelhubspot;

/**
 * The outcome of a call that is not idempotent is unknown: it was sent, but its response was lost, unusable or a 5xx. HubSpot may
 * or may not have executed it. Check before you send it again; {@link #getContext()} has what helps to check.
 */
public class HubSpotOutcomeUnknownException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotOutcomeUnknownException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
