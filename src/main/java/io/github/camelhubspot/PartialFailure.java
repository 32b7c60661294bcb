package io.github.camelhubspot;

/** What happens when HubSpot did a part of a batch and refused the rest. */
public enum PartialFailure {
    /** The answer is the result: its {@code errors} say what failed, header {@code CamelHubSpotNumErrors} how many errors. */
    RETURN,
    /** The exchange fails with {@link HubSpotPartialFailureException}, which carries the answer. */
    THROW
}
