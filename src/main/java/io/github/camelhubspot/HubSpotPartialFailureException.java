package io.github.camelhubspot;

import java.util.List;

/**
 * Some inputs of a batch failed. Thrown with {@code partialFailure=THROW}, and always when reading the body fails after a part
 * of it was sent. Category and subcategory are those of the first error.
 */
public class HubSpotPartialFailureException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    private final transient Object result;
    private final transient List<?> verdicts;

    public HubSpotPartialFailureException(HubSpotError error, Object result) {
        this(error, result, null, null);
    }

    public HubSpotPartialFailureException(HubSpotError error, Object result, List<?> verdicts, Throwable cause) {
        super(error, cause);
        this.result = result;
        this.verdicts = verdicts;
    }

    /** Returns the whole result in the output type of the endpoint: records and errors. */
    public Object getResult() {
        return result;
    }

    /** Returns the verdict on each input in the output type; {@code null} if the verdicts were streamed. */
    public List<?> getVerdicts() {
        return verdicts;
    }
}
