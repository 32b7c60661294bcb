package io.github.camelhubspot;

/** HubSpot cannot process the call at the moment (5xx, 423 locked, 477 account in migration). */
public class HubSpotServerException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotServerException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
