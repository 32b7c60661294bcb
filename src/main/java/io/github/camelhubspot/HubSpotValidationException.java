package io.github.camelhubspot;

/** The input is invalid: rejected before it was sent (status 0), or by HubSpot (400). */
public class HubSpotValidationException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotValidationException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
