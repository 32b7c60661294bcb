package io.github.camelhubspot;

/** A rate limit is reached, of HubSpot (429) or of this component; {@link #getPolicyName()} tells which one. */
public class HubSpotRateLimitException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotRateLimitException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
