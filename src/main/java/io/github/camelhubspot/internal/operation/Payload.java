package io.github.camelhubspot.internal.operation;

/** Makes the body of a request from what a message brings. */
@FunctionalInterface
public interface Payload {

    /** The call has no body. */
    Payload NONE = (call, body) -> RequestBody.NONE;

    /**
     * @param  call what the body is for
     * @param  body what the message brings
     * @throws io.github.camelhubspot.HubSpotValidationException if the input is not acceptable
     */
    RequestBody build(Call call, Input body);

    /** Whether the body has many inputs, which can be sent in several calls. */
    default boolean inBatches() {
        return false;
    }
}
