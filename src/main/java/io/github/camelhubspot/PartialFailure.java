package io.github.camelhubspot;

/** What happens when some inputs of a batch fail. */
public enum PartialFailure {
    /** The body is the result, with its failures in {@code errors}; the header {@code CamelHubSpotNumErrors} has their number. */
    RETURN,
    /** The exchange fails with {@link HubSpotPartialFailureException}, which has the result. */
    THROW
}
