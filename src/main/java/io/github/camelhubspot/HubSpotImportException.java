package io.github.camelhubspot;

import java.util.List;

/** The wait for an import ended without success. */
public abstract class HubSpotImportException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    HubSpotImportException(HubSpotError error, Throwable cause) {
        super(error, cause);
    }

    /** Returns the id of the import. */
    public String getImportId() {
        return first("importId");
    }

    /** Returns the last known state of the import; {@code null} if none is known. */
    public String getState() {
        return first("state");
    }

    private String first(String name) {
        List<String> values = getContext().getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(0);
    }
}
