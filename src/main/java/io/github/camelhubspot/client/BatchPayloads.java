package io.github.camelhubspot.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

/** The bodies of calls about many leads at once. */
public final class BatchPayloads {

    /** HubSpot's bound on the inputs of one batch. */
    static final int MAX_INPUTS = 100;
    /** HubSpot's bound on a batch that is read with the history of its properties. */
    static final int MAX_INPUTS_WITH_HISTORY = 50;
    private static final String INPUTS = "inputs";
    /** The property that holds HubSpot's own id. */
    private static final String HUBSPOT_ID = "hs_object_id";

    private BatchPayloads() {
    }

    /** New leads. */
    public static RequestBody create(Call call, Input body) {
        return writes(call, body, (lead, input, problems) -> input.putAll(
                LeadPayloads.newLead(call, lead, lead.contactId(), lead.companyId(), problems)));
    }

    /** New values of leads. */
    public static RequestBody update(Call call, Input body) {
        Ids ids = new Ids(call);
        return writes(call, body, (lead, input, problems) -> {
            String idProperty = lead.answered() ? null : idProperty(call, lead);
            ids.check(lead.path(), idProperty, lead.id(), problems);
            identified(call, lead, input, idProperty, lead.id(), problems);
        });
    }

    /** Leads to create or update; the id may stand in the property that identifies them. */
    public static RequestBody upsert(Call call, Input body) {
        Ids ids = new Ids(call);
        return writes(call, body, (lead, input, problems) -> {
            String idProperty = idProperty(call, lead);
            if (idProperty == null && call.validation()) {
                problems.add(lead.at(Parameters.ID_PROPERTY.name()), "is missing: HubSpot finds a lead by a unique property;"
                        + " set header " + Parameters.ID_PROPERTY.header() + " or option " + Parameters.ID_PROPERTY
                        + ", or write it into the input");
            }
            String id = idOfUpsert(call, lead, idProperty);
            ids.check(lead.path(), idProperty, id, problems);
            identified(call, lead, input, idProperty, id, problems);
        });
    }

    private static String idOfUpsert(Call call, LeadInput lead, String idProperty) {
        // the id of an answered lead is HubSpot's: taken for a value of the property it would make a second lead
        String id = lead.answered() && idProperty != null && !HUBSPOT_ID.equals(idProperty) ? null : lead.id();
        Object own = id != null || idProperty == null ? null : PropertyValues.plain(call, lead.properties().get(idProperty));
        // a value without a text is told when the properties are read
        String text = own == null ? null : PropertyValues.text(call, idProperty, own, new Problems(call.operation()));
        return text == null ? id : text.strip();
    }

    /** Leads to read: the body is the request, or just the ids; parameters fill in what it lacks. */
    public static RequestBody read(Call call, Input body) {
        Map<String, Object> request = new LinkedHashMap<>();
        if (body.plain() instanceof Map<?, ?>) {
            request.putAll(body.map());
        }
        return read(call, request, most -> ids(call, body, most));
    }

    /** A lead to read as the only one of a batch, because what is asked for does not fit into a URL. */
    public static RequestBody readOne(Call call, Input body) {
        String id = call.operation().require(Parameters.LEAD_ID, call.arguments());
        return read(call, new LinkedHashMap<>(), most -> List.of(Map.of("id", id)));
    }

    private static RequestBody read(Call call, Map<String, Object> request, IntFunction<List<Map<String, String>>> inputs) {
        LeadPayloads.fillIn(call, request, Parameters.PROPERTIES);
        LeadPayloads.fillIn(call, request, Parameters.PROPERTIES_WITH_HISTORY);
        LeadPayloads.fillIn(call, request, Parameters.ID_PROPERTY);
        boolean history = request.get("propertiesWithHistory") instanceof List<?> list && !list.isEmpty();
        request.put(INPUTS, inputs.apply(history ? MAX_INPUTS_WITH_HISTORY : MAX_INPUTS));
        return RequestBody.json(call, request);
    }

    /** Leads to archive: ids. */
    public static RequestBody ids(Call call, Input body) {
        return RequestBody.json(call, Map.of(INPUTS, ids(call, body, MAX_INPUTS)));
    }

    @FunctionalInterface
    private interface Writer {
        void write(LeadInput lead, Map<String, Object> input, Problems problems);
    }

    /**
     * HubSpot tells the fate of each input only if each has a trace id of its own; without, one bad input fails the batch.
     */
    private static RequestBody writes(Call call, Input body, Writer writer) {
        Problems problems = new Problems(call.operation());
        List<LeadInput> leads = new ArrayList<>();
        for (Object element : inputs(call, body, MAX_INPUTS, problems)) {
            String path = path(leads.size());
            Object plain = body.element(element);
            if (!(plain instanceof Map<?, ?>)) {
                problems.add(path, "must be a JSON object, but is " + Input.describe(plain));
                leads.add(null);
            } else {
                leads.add(LeadInput.of(body, body.asMap(plain, path), path, problems));
            }
        }
        List<String> traceIds = traceIds(call, leads, problems);
        List<Object> inputs = new ArrayList<>(leads.size());
        for (LeadInput lead : leads) {
            Map<String, Object> input = new LinkedHashMap<>();
            if (lead != null) {
                writer.write(lead, input, problems);
            }
            input.put("objectWriteTraceId", traceIds.get(inputs.size()));
            inputs.add(input);
        }
        problems.throwIfAny();
        return RequestBody.json(call, Map.of(INPUTS, inputs), Map.of("objectWriteTraceId", traceIds));
    }

    /** Those of the inputs, and for the others some that are not among them. */
    private static List<String> traceIds(Call call, List<LeadInput> leads, Problems problems) {
        Set<String> used = new HashSet<>();
        for (LeadInput lead : leads) {
            String traceId = lead == null ? null : lead.traceId();
            if (traceId != null && !used.add(traceId) && call.validation()) {
                problems.add(lead.at("objectWriteTraceId"), '\'' + Parameter.printable(traceId)
                        + "' is that of an earlier input too: HubSpot tells inputs apart by it; give each its own, or none");
            }
        }
        List<String> result = new ArrayList<>(leads.size());
        for (LeadInput lead : leads) {
            String traceId = lead == null ? null : lead.traceId();
            for (int number = result.size(); traceId == null; number += leads.size()) {
                traceId = used.add("camel-" + number) ? "camel-" + number : null;
            }
            result.add(traceId);
        }
        return result;
    }

    private static void identified(Call call, LeadInput lead, Map<String, Object> input, String idProperty, String id,
            Problems problems) {
        if (id != null && !id.isEmpty()) {
            input.put("id", id);
        } else if (call.validation() && !problems.at(lead.at("id"))) {
            problems.add(lead.at("id"), "is missing: each input of " + call.operation().name()
                    + " needs the id of its lead, or the value of the property that idProperty names");
        }
        if (idProperty != null) {
            input.put("idProperty", idProperty);
        }
        input.put("properties", lead.text(call, problems));
    }

    private static String idProperty(Call call, LeadInput lead) {
        return lead.idProperty() != null ? lead.idProperty() : call.arguments().get(Parameters.ID_PROPERTY);
    }

    /** HubSpot refuses a batch that names a lead twice, or would let the inputs overtake each other. */
    private static final class Ids {

        private final Call call;
        private final Map<List<String>, String> paths = new HashMap<>();

        Ids(Call call) {
            this.call = call;
        }

        void check(String path, String idProperty, String id, Problems problems) {
            if (id == null || id.isEmpty() || !call.validation()) {
                return;
            }
            String earlier = paths.putIfAbsent(List.of(idProperty == null ? HUBSPOT_ID : idProperty, id), path);
            if (earlier != null) {
                problems.add(path + ".id", '\'' + Parameter.printable(id) + "' is that of " + earlier
                        + " too: HubSpot takes each lead once per batch; leave one out");
            }
        }
    }

    private static List<Map<String, String>> ids(Call call, Input body, int most) {
        Problems problems = new Problems(call.operation());
        Ids ids = new Ids(call);
        List<Map<String, String>> result = new ArrayList<>();
        for (Object element : inputs(call, body, most, problems)) {
            String path = path(result.size());
            Object plain = body.element(element);
            Object id = plain instanceof Map<?, ?> map ? map.get("id") : plain;
            if (PropertyValues.isBlank(id)) {
                problems.add(path, "must be an id or an object with an id, but is " + Input.describe(plain));
                result.add(Map.of());
            } else {
                String text = PropertyValues.scalar(id).strip();
                ids.check(path, null, text, problems); // what they are ids of is the same for the whole batch
                result.add(Map.of("id", text));
            }
        }
        problems.throwIfAny();
        return result;
    }

    private static String path(int index) {
        return INPUTS + '[' + index + ']';
    }

    /** The elements of the body; of a batch that is too large, only as many as HubSpot takes. */
    private static List<Object> inputs(Call call, Input body, int most, Problems problems) {
        Object plain = body.plain();
        Iterator<?> elements = iterator(plain instanceof Map<?, ?> map ? map.get(INPUTS) : plain);
        if (elements == null) {
            throw call.operation().invalid("the body of " + call.operation().name()
                    + " must be a list, an iterator or an object with a list inputs, but is " + Input.describe(plain));
        }
        List<Object> result = new ArrayList<>();
        while (elements.hasNext()) {
            if (result.size() == most && call.validation()) {
                problems.add(INPUTS, "the batch has more than " + most + " inputs, the most that HubSpot takes"
                        + (most == MAX_INPUTS ? "" : " with propertiesWithHistory") + ": split the body into smaller lists");
                return result;
            }
            result.add(elements.next());
        }
        if (result.isEmpty() && call.validation()) {
            problems.add(INPUTS, "the batch is empty: HubSpot takes 1 to " + most + " inputs");
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
