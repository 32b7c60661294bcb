package io.github.camelhubspot;

/** There is no usable response: the connection was refused or reset, a time-out, or a response that is not HubSpot's. */
public class HubSpotTransportException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotTransportException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
