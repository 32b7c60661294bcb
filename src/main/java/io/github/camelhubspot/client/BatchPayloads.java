package io.github.camelhubspot.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The bodies of calls about many leads at once. */
public final class BatchPayloads {

    /** HubSpot's bound on the inputs of one batch. */
    static final int MAX_INPUTS = 100;
    /** HubSpot's bound on a batch that is read with the history of its properties. */
    static final int MAX_INPUTS_WITH_HISTORY = 50;
    /** The property that holds HubSpot's own id. */
    private static final String HUBSPOT_ID = "hs_object_id";

    private BatchPayloads() {
    }

    /** New leads. */
    public static RequestBody create(Call call, Input body) {
        return writes(call, body, (lead, input) -> input.putAll(
                LeadPayloads.newLead(call, lead, lead.contactId(), lead.companyId())));
    }

    /** New values of leads. */
    public static RequestBody update(Call call, Input body) {
        return writes(call, body, (lead, input) -> identified(call, lead, input,
                lead.answered() ? null : idProperty(call, lead), lead.id()));
    }

    /** Leads to create or update; the id may stand in the property that identifies them. */
    public static RequestBody upsert(Call call, Input body) {
        return writes(call, body, (lead, input) -> {
            String idProperty = idProperty(call, lead);
            Object own = idProperty == null ? null
                    : PropertyValues.plain(call, lead.properties().get(idProperty));
            // the id of an answered lead is HubSpot's: taken for a value of the property it would make a second lead
            String id = lead.answered() && idProperty != null && !HUBSPOT_ID.equals(idProperty) ? null : lead.id();
            identified(call, lead, input, idProperty, id != null || own == null ? id
                    : PropertyValues.text(call, lead.at("properties." + idProperty), own).strip());
        });
    }

    /** Leads to read: the body is the request, or just the ids; parameters fill in what it lacks. */
    public static RequestBody read(Call call, Input body) {
        Map<String, Object> request = new LinkedHashMap<>();
        if (body.plain() instanceof Map<?, ?>) {
            request.putAll(body.map());
        }
        LeadPayloads.fillIn(call, request, Parameters.PROPERTIES);
        LeadPayloads.fillIn(call, request, Parameters.PROPERTIES_WITH_HISTORY);
        LeadPayloads.fillIn(call, request, Parameters.ID_PROPERTY);
        boolean history = request.get("propertiesWithHistory") instanceof List<?> list && !list.isEmpty();
        request.put("inputs", ids(call, body, history ? MAX_INPUTS_WITH_HISTORY : MAX_INPUTS));
        return RequestBody.json(call, request);
    }

    /** Leads to archive: ids. */
    public static RequestBody ids(Call call, Input body) {
        return RequestBody.json(call, Map.of("inputs", ids(call, body, MAX_INPUTS)));
    }

    @FunctionalInterface
    private interface Writer {
        void write(LeadInput lead, Map<String, Object> input);
    }

    /**
     * HubSpot tells the fate of each input only if each has a trace id of its own; without, one bad input fails the batch.
     */
    private static RequestBody writes(Call call, Input body, Writer writer) {
        List<LeadInput> leads = new ArrayList<>();
        for (Object element : inputs(call, body, MAX_INPUTS)) {
            String path = "inputs[" + leads.size() + ']';
            leads.add(LeadInput.of(body, body.asMap(body.element(element), path), path));
        }
        List<String> traceIds = traceIds(call, leads);
        List<Object> inputs = new ArrayList<>(leads.size());
        for (LeadInput lead : leads) {
            Map<String, Object> input = new LinkedHashMap<>();
            writer.write(lead, input);
            input.put("objectWriteTraceId", traceIds.get(inputs.size()));
            inputs.add(input);
        }
        return RequestBody.json(call, Map.of("inputs", inputs), Map.of("objectWriteTraceId", traceIds));
    }

    /** Those of the inputs, and for the others some that are not among them. */
    private static List<String> traceIds(Call call, List<LeadInput> leads) {
        Set<String> used = new HashSet<>();
        for (LeadInput lead : leads) {
            if (lead.traceId() != null && !used.add(lead.traceId())) {
                throw call.operation().invalid(lead.at("objectWriteTraceId") + " '" + Parameter.printable(lead.traceId())
                        + "' is that of an earlier input too: HubSpot tells inputs apart by it");
            }
        }
        List<String> result = new ArrayList<>(leads.size());
        for (LeadInput lead : leads) {
            String traceId = lead.traceId();
            for (int number = result.size(); traceId == null; number += leads.size()) {
                traceId = used.add("camel-" + number) ? "camel-" + number : null;
            }
            result.add(traceId);
        }
        return result;
    }

    private static void identified(Call call, LeadInput lead, Map<String, Object> input, String idProperty,
            String id) {
        if (id == null || id.isEmpty()) {
            throw call.operation().invalid(lead.at("id") + " is missing: each input of " + call.operation().name()
                    + " needs the id of its lead, or the value of the property that idProperty names");
        }
        input.put("id", id);
        if (idProperty != null) {
            input.put("idProperty", idProperty);
        }
        input.put("properties", lead.text(call));
    }

    private static String idProperty(Call call, LeadInput lead) {
        return lead.idProperty() != null ? lead.idProperty() : call.arguments().get(Parameters.ID_PROPERTY);
    }

    private static List<Map<String, String>> ids(Call call, Input body, int most) {
        List<Map<String, String>> result = new ArrayList<>();
        for (Object element : inputs(call, body, most)) {
            Object plain = body.element(element);
            Object id = plain instanceof Map<?, ?> map ? map.get("id") : plain;
            String text = id == null ? null : PropertyValues.scalar(id);
            if (text == null || text.isBlank()) {
                throw call.operation().invalid("inputs[" + result.size() + "] must be an id or an object with an id, but is "
                        + Input.describe(plain));
            }
            result.add(Map.of("id", text.strip()));
        }
        return result;
    }

    private static List<Object> inputs(Call call, Input body, int most) {
        Object plain = body.plain();
        Iterator<?> elements = iterator(plain instanceof Map<?, ?> map ? map.get("inputs") : plain);
        if (elements == null) {
            throw call.operation().invalid("the body of " + call.operation().name()
                    + " must be a list, an iterator or an object with a list inputs, but is " + Input.describe(plain));
        }
        List<Object> result = new ArrayList<>();
        while (elements.hasNext()) {
            if (result.size() == most) {
                throw call.operation().invalid("the batch has more than " + most + " inputs, the most that HubSpot takes"
                        + (most == MAX_INPUTS ? "" : " with propertiesWithHistory") + ": split the body into smaller lists");
            }
            result.add(elements.next());
        }
        if (result.isEmpty()) {
            throw call.operation().invalid("the batch is empty: HubSpot takes 1 to " + most + " inputs");
        }
        return result;
    }

    private static Iterator<?> iterator(Object value) {
        return value instanceof Iterable<?> iterable ? iterable.iterator()
                : value instanceof Iterator<?> iterator ? iterator
                : value instanceof Object[] array ? Arrays.asList(array).iterator()
                : value instanceof Number || value instanceof CharSequence ? List.of(Objects.toString(value)).iterator() : null;
    }
}
