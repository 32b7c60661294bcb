package io.github.camelhubspot.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What became of one input of a batch.
 *
 * @param index number of the input in the message body, from 0
 * @param outcome what is known
 * @param id id of the lead that HubSpot answered, else the id or value of the unique property that the input gave;
 *           {@code null} if there is neither
 * @param lead the record that HubSpot answered; {@code null} without one, as after batchArchive
 * @param error HubSpot's entry about the input, or one of the same shape that says why there is none; {@code null} for
 *              {@link Outcome#DONE}
 * @param message what was wrong, in words; {@code null} if nothing was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchVerdict(long index,
        Outcome outcome,
        String id,
        Lead lead,
        BatchError error,
        String message) {

    /** What is known of an input. */
    public enum Outcome {
        /** HubSpot did it. */
        DONE,
        /** HubSpot refused it, or it was not sent: nothing was done. */
        FAILED,
        /** It may or may not be done: look before it is repeated. */
        UNKNOWN
    }
}
