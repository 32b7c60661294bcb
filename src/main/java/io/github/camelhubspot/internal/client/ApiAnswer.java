package io.github.camelhubspot.internal.client;

import java.time.Instant;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.internal.operation.Facts;
import io.github.camelhubspot.internal.operation.Operation;

/**
 * What a call of an operation gave.
 *
 * @param status        HTTP status
 * @param correlationId HubSpot's id of the call; may be {@code null}
 * @param attempts      how often the call was tried; 1 = no repetition
 * @param hasBody       whether the operation answers a body at all
 * @param body          the answer in the output type
 * @param facts         what the answer says beside its body
 * @param date          when HubSpot answered, by its own clock and to the second; {@code null} if it does not say
 */
public record ApiAnswer(int status, String correlationId, int attempts, boolean hasBody, Object body, Facts facts,
                        Instant date) {

    /**
     * The exception of an answer that nothing can be made of.
     *
     * @param operation what was asked for
     * @param problem   what is wrong with the answer
     */
    public HubSpotTransportException unusable(Operation operation, String problem) {
        return new HubSpotTransportException(new HubSpotError(operation.uri(), status, problem, null, null, correlationId, null, null,
                null, attempts), null);
    }
}
