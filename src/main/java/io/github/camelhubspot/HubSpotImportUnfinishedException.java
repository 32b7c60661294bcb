package io.github.camelhubspot;

import java.util.List;

/**
 * The wait for an import ended before the import did, because {@code awaitTimeout} has passed or Camel stops. The import goes
 * on: nothing was cancelled.
 */
public class HubSpotImportUnfinishedException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    /** @param error its context has {@code importId} and, as far as it is known, {@code state} */
    public HubSpotImportUnfinishedException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }

    /** Id of the import. */
    public String getImportId() {
        return first("importId");
    }

    /** State in which the import was last seen; {@code null} if it was not seen. */
    public String getState() {
        return first("state");
    }

    private String first(String name) {
        List<String> values = getContext().getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(0);
    }
}
