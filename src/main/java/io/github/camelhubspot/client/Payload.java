package io.github.camelhubspot.client;

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
}
