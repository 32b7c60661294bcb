package io.github.camelhubspot;

/** An awaited import ended in a state of the option {@code failOnState}: it failed, was canceled or was reverted. */
public class HubSpotImportFailedException extends HubSpotImportException {

    private static final long serialVersionUID = 1L;

    /** @param error its context has {@code importId} and, if known, {@code state} */
    public HubSpotImportFailedException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
