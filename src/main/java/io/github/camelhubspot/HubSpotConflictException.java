package io.github.camelhubspot;

/** The record exists already or conflicts with another (409). */
public class HubSpotConflictException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotConflictException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
