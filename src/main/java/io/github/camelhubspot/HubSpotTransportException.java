package io.github.camelhubspot;

/** No usable answer came: connection refused or reset, time-out, or an answer that is not what HubSpot sends. */
public class HubSpotTransportException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotTransportException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
