package io.github.camelhubspot.internal.component;

import java.util.List;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotPartialFailureException;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.ResponseMetadata;
import org.apache.camel.Message;

/** Sets the headers that describe a response. */
public final class ResultHeaders {

    private static final List<String> ALL = List.of(HubSpotConstants.STATUS_CODE, HubSpotConstants.CORRELATION_ID,
            HubSpotConstants.ATTEMPTS, HubSpotConstants.RECORD_ID, HubSpotConstants.STATE, HubSpotConstants.PREVIOUS_STATE,
            HubSpotConstants.ERRORS, HubSpotConstants.NEXT_AFTER, HubSpotConstants.TOTAL, HubSpotConstants.NUM_ERRORS,
            HubSpotConstants.ERROR_COUNTS, HubSpotConstants.COUNTERS, HubSpotConstants.VERDICTS);

    private ResultHeaders() {
    }

    /** Removes the headers of an earlier call, so that they cannot be mistaken for those of the next response. */
    static void clear(Message message) {
        ALL.forEach(message::removeHeader);
    }

    static void set(Message message, ApiResponse response) {
        if (response.attempts() > 0) { // otherwise no request was sent yet
            set(message, HubSpotConstants.STATUS_CODE, response.status() == 0 ? null : response.status());
            set(message, HubSpotConstants.CORRELATION_ID, response.correlationId());
            message.setHeader(HubSpotConstants.ATTEMPTS, response.attempts());
        }
        set(message, response.metadata());
    }

    static void set(Message message, Throwable failure) {
        if (failure instanceof HubSpotException exception) {
            set(message, HubSpotConstants.STATUS_CODE, exception.getStatus() == 0 ? null : exception.getStatus());
            set(message, HubSpotConstants.CORRELATION_ID, exception.getCorrelationId());
            message.setHeader(HubSpotConstants.ATTEMPTS, exception.getAttempts());
        }
        if (failure instanceof HubSpotPartialFailureException partial) {
            set(message, HubSpotConstants.NUM_ERRORS, (long) partial.getErrors().size());
            set(message, HubSpotConstants.VERDICTS, partial.getVerdicts());
        }
    }

    /** Sets the headers of a record, page or batch. */
    public static void set(Message message, ResponseMetadata metadata) {
        set(message, HubSpotConstants.RECORD_ID, metadata.recordId());
        set(message, HubSpotConstants.STATE, metadata.state());
        set(message, HubSpotConstants.NEXT_AFTER, metadata.nextAfter());
        set(message, HubSpotConstants.TOTAL, metadata.total());
        set(message, HubSpotConstants.NUM_ERRORS, metadata.numErrors());
        set(message, HubSpotConstants.COUNTERS, metadata.counters());
        set(message, HubSpotConstants.VERDICTS, metadata.verdicts());
    }

    private static void set(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
