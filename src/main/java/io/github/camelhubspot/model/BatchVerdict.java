package io.github.camelhubspot.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The verdict on one input of a batch.
 *
 * @param index number of the input in the message body, from 0
 * @param outcome whether the input was executed
 * @param id id of the lead in the response, else the id or the value of the unique property in the input;
 *           {@code null} if there is neither
 * @param lead the record in the response; {@code null} without one, as after batchArchive
 * @param error HubSpot's error for the input, or a local error of the same shape; {@code null} for
 *              {@link Outcome#DONE}
 * @param message the error in words; {@code null} without an error
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchVerdict(long index,
        Outcome outcome,
        String id,
        Lead lead,
        BatchError error,
        String message) {

    /** Whether an input was executed. */
    public enum Outcome {
        /** HubSpot has executed it. */
        DONE,
        /** HubSpot has rejected it, or it was not sent: nothing has changed. */
        FAILED,
        /** HubSpot may or may not have executed it: check before you repeat it. */
        UNKNOWN
    }
}
