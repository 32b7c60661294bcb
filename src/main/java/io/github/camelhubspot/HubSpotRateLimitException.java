package io.github.camelhubspot;

/** HubSpot's request limit is reached (429); {@link #getPolicyName()} says which. */
public class HubSpotRateLimitException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotRateLimitException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
