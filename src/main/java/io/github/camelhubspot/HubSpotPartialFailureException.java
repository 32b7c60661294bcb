package io.github.camelhubspot;

import java.util.List;

/**
 * A batch of which a part was not done, thrown when {@code partialFailure=THROW}, and always when a body could not be read to
 * its end after some of it had been sent. Category and sub-category are those of the first error.
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

    /** The whole answer in the output type of the endpoint: what was done and what was refused. */
    public Object getResult() {
        return result;
    }

    /** What became of each input, in the output type; {@code null} if the verdicts have been streamed. */
    public List<?> getVerdicts() {
        return verdicts;
    }
}
