package io.github.camelhubspot;

/** The record, import or path does not exist (404). */
public class HubSpotNotFoundException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotNotFoundException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
