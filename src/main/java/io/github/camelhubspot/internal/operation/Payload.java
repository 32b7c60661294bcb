package io.github.camelhubspot.internal.operation;

/** Builds the body of a request from the body of a message. */
@FunctionalInterface
public interface Payload {

    /** Builds no body. */
    Payload NONE = (call, body) -> RequestBody.NONE;

    /**
     * Returns the body of a request.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if the input is not acceptable
     */
    RequestBody build(Call call, Input body);

    /** Returns whether the body has many inputs, which several requests can share. */
    default boolean inBatches() {
        return false;
    }
}
