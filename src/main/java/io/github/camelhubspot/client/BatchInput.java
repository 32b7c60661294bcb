package io.github.camelhubspot.client;

import java.util.Map;

import io.github.camelhubspot.HubSpotValidationException;

/**
 * One input of a batch.
 *
 * @param index    number of the input in the message body, from 0
 * @param content  as it is sent; of a refused input as much as could be made of it
 * @param refusal  why it must not be sent; {@code null} if it may
 * @param answered whether it is a whole lead as HubSpot answered it
 */
public record BatchInput(long index, Map<String, ?> content, HubSpotValidationException refusal, boolean answered) {

    static final String TRACE_ID = "objectWriteTraceId";

    /** An input that is no whole lead as HubSpot answered it. */
    public BatchInput(long index, Map<String, ?> content, HubSpotValidationException refusal) {
        this(index, content, refusal, false);
    }

    /** HubSpot's id of the lead, or the value of its {@link #idProperty}; {@code null} for a new lead. */
    public String id() {
        return (String) content.get("id");
    }

    /** The unique property that {@link #id} is a value of; {@code null} for HubSpot's own id. */
    public String idProperty() {
        String property = (String) content.get("idProperty");
        return BatchPayloads.HUBSPOT_ID.equals(property) ? null : property;
    }

    /** By what HubSpot names a written input in its answer; {@code null} if nothing is written. */
    public String traceId() {
        return (String) content.get(TRACE_ID);
    }
}
