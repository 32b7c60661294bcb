package io.github.camelhubspot;

/** An awaited import ended in a state that {@code failOnState} names: it failed, was canceled or reverted. */
public class HubSpotImportFailedException extends HubSpotImportException {

    private static final long serialVersionUID = 1L;

    /** @param error its context has {@code importId} and, as far as it is known, {@code state} */
    public HubSpotImportFailedException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
