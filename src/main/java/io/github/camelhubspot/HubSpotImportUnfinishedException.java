package io.github.camelhubspot;

/**
 * The wait for an import ended before the import, because {@code awaitTimeout} has passed or Camel stops. The import itself
 * continues.
 */
public class HubSpotImportUnfinishedException extends HubSpotImportException {

    private static final long serialVersionUID = 1L;

    /** @param error its context has {@code importId} and, if known, {@code state} */
    public HubSpotImportUnfinishedException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }
}
