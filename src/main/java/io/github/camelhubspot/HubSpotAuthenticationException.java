package io.github.camelhubspot;

/** HubSpot does not accept the credential (401), or the OAuth grant is invalid and the app must be authorised again. */
public class HubSpotAuthenticationException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotAuthenticationException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
