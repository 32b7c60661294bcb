package io.github.camelhubspot.internal.operation;

import java.util.Map;

/** Makes the input of a batch from what a message brings to a single call. */
@FunctionalInterface
public interface CoalescedInput {

    /**
     * @param  call the single call
     * @param  body what the message brings
     * @return      the input as HubSpot takes it; a trace id may be missing
     * @throws io.github.camelhubspot.HubSpotValidationException if the input is not acceptable
     */
    Map<String, Object> make(Call call, Input body);
}
