package io.github.camelhubspot.internal.lead;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.operation.ReadOnlyProperties;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * One input of a batch.
 *
 * @param index    number of the input in the message body, from 0
 * @param content  as it is sent; of a refused input as much as could be made of it
 * @param refusal  why it must not be sent; {@code null} if it may
 * @param fromHubSpot whether it is a whole lead as HubSpot returned it
 */
public record BatchInput(long index, Map<String, ?> content, HubSpotValidationException refusal, boolean fromHubSpot) {

    public static final String TRACE_ID = "objectWriteTraceId";

    /** An input that is no whole lead as HubSpot returned it. */
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
        return Parameters.OBJECT_ID.equals(property) ? null : property;
    }

    /** By what HubSpot names a written input in its answer; {@code null} if nothing is written. */
    public String traceId() {
        return (String) content.get(TRACE_ID);
    }

    /**
     * Returns inputs without the properties that the account refuses to write. Only whole leads that were read lose any, and an
     * input of which nothing would be left stays as it is.
     */
    public static List<BatchInput> writable(List<BatchInput> inputs, ReadOnlyProperties readOnly) {
        return readOnly.isEmpty() ? inputs
                : inputs.stream().map(input -> input.fromHubSpot() ? input.writable(readOnly) : input).toList();
    }

    @SuppressWarnings("unchecked") // an input of a write has its properties under this name
    private BatchInput writable(ReadOnlyProperties readOnly) {
        Map<String, Object> properties = (Map<String, Object>) content.get("properties");
        Map<String, Object> rest = properties == null ? Map.of() : readOnly.without(properties);
        if (rest.isEmpty() || rest.size() == properties.size()) {
            return this;
        }
        Map<String, Object> written = new LinkedHashMap<>(content);
        written.put("properties", rest);
        return new BatchInput(index, written, refusal, true);
    }
}
