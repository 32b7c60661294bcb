package io.github.camelhubspot.internal.operation;

import java.util.Map;

/** Makes the input of a batch from a single call and its body. */
@FunctionalInterface
public interface CoalescedInput {

    /**
     * Returns an input in HubSpot's form; its trace id may be missing.
     *
     * @param  call the single call
     * @param  body the message body
     * @throws io.github.camelhubspot.HubSpotValidationException if the input is not acceptable
     */
    Map<String, Object> make(Call call, Input body);
}
