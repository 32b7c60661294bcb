package io.github.camelhubspot;

import java.util.List;

/** The wait for an import had no result. */
public abstract class HubSpotImportException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    HubSpotImportException(HubSpotError error, Throwable cause) {
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
