package io.github.camelhubspot;

import java.util.List;

/** An awaited import ended in a state that {@code failOnState} names: it failed, was canceled or reverted. */
public class HubSpotImportFailedException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    /** @param error its context has {@code importId} and, as far as it is known, {@code state} */
    public HubSpotImportFailedException(HubSpotError error, Throwable cause) {
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
