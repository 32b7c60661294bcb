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
 * @param index       position in the message body, counted from 0
 * @param content     the input as it is sent; possibly incomplete if it is refused
 * @param refusal     why the input must not be sent; {@code null} if it is valid
 * @param fromHubSpot whether the input is a whole lead as HubSpot returned it
 */
public record BatchInput(long index, Map<String, ?> content, HubSpotValidationException refusal, boolean fromHubSpot) {

    public static final String TRACE_ID = "objectWriteTraceId";

    /** Creates an input that is not a whole lead as HubSpot returned it. */
    public BatchInput(long index, Map<String, ?> content, HubSpotValidationException refusal) {
        this(index, content, refusal, false);
    }

    /** Returns HubSpot's id of the lead, or the value of its {@link #idProperty}; {@code null} for a new lead. */
    public String id() {
        return (String) content.get("id");
    }

    /** Returns the unique property whose value is {@link #id}; {@code null} for HubSpot's own id. */
    public String idProperty() {
        String property = (String) content.get("idProperty");
        return Parameters.OBJECT_ID.equals(property) ? null : property;
    }

    /** Returns the id by which HubSpot refers to a written input in its response; {@code null} for a read or an archived lead. */
    public String traceId() {
        return (String) content.get(TRACE_ID);
    }

    /**
     * Returns inputs without the properties that the account refuses to write. Removes them only from whole leads that were read,
     * and never all properties of an input.
     */
    public static List<BatchInput> writable(List<BatchInput> inputs, ReadOnlyProperties readOnly) {
        return readOnly.isEmpty() ? inputs
                : inputs.stream().map(input -> input.fromHubSpot() ? input.writable(readOnly) : input).toList();
    }

    @SuppressWarnings("unchecked") // the properties of a write are a map by name
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
