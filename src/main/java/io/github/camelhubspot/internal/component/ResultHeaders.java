package io.github.camelhubspot.internal.component;

import java.util.List;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotPartialFailureException;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.ResponseMetadata;
import org.apache.camel.Message;

/** The headers that tell of an answer. */
public final class ResultHeaders {

    private static final List<String> ALL = List.of(HubSpotConstants.STATUS_CODE, HubSpotConstants.CORRELATION_ID,
            HubSpotConstants.ATTEMPTS, HubSpotConstants.RECORD_ID, HubSpotConstants.STATE, HubSpotConstants.PREVIOUS_STATE,
            HubSpotConstants.ERRORS, HubSpotConstants.NEXT_AFTER, HubSpotConstants.TOTAL, HubSpotConstants.NUM_ERRORS,
            HubSpotConstants.ERROR_COUNTS, HubSpotConstants.COUNTERS, HubSpotConstants.VERDICTS);

    private ResultHeaders() {
    }

    /** Removes what an earlier call told, so that nothing can be taken for the answer of the next. */
    static void clear(Message message) {
        ALL.forEach(message::removeHeader);
    }

    static void set(Message message, ApiResponse answer) {
        if (answer.attempts() > 0) { // else nothing has been sent yet
            set(message, HubSpotConstants.STATUS_CODE, answer.status() == 0 ? null : answer.status());
            set(message, HubSpotConstants.CORRELATION_ID, answer.correlationId());
            message.setHeader(HubSpotConstants.ATTEMPTS, answer.attempts());
        }
        set(message, answer.metadata());
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

    /** The headers that tell of a record, page or batch. */
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
