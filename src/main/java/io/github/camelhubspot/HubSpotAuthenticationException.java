package io.github.camelhubspot;

/** The credential is not accepted (401), or the OAuth grant is dead and the app must be authorised again. */
public class HubSpotAuthenticationException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotAuthenticationException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
