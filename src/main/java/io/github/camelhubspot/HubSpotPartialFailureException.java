package io.github.camelhubspot;

/** A batch of which HubSpot did a part and refused the rest, thrown when {@code partialFailure=THROW}. */
public class HubSpotPartialFailureException extends HubSpotException {

    private static final long serialVersionUID = 1L;

    private final transient Object result;

    public HubSpotPartialFailureException(HubSpotError error, Object result) {
        super(error, null);
        this.result = result;
    }

    /** The whole answer in the output type of the endpoint: what was done and what was refused. */
    public Object getResult() {
        return result;
    }
}
