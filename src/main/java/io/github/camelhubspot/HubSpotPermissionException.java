package io.github.camelhubspot;

/** The credential lacks a scope or a permission (403); {@link #getContext()} may name the missing scopes. */
public class HubSpotPermissionException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    public HubSpotPermissionException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
