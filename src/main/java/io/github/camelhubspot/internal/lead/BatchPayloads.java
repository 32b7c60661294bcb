package io.github.camelhubspot.internal.lead;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Payload;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.operation.RequestBody;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Scalars;
import io.github.camelhubspot.internal.support.Texts;

/** Builds the bodies of batch calls about leads. */
public final class BatchPayloads {

    /** Creates leads. */
    public static final Payload CREATE = new Writes((call, ids, lead, input, problems) -> input.putAll(
            LeadPayloads.newLead(call, lead, lead.contactId(), lead.companyId(), problems)), LeadInput.FOR_BATCH_CREATE);
    /** Updates leads. */
    public static final Payload UPDATE = new Writes(BatchPayloads::update, LeadInput.FOR_BATCH_UPDATE);
    /** Creates or updates leads; the id may be the value of the property that {@code idProperty} names. */
    public static final Payload UPSERT = new Writes(BatchPayloads::upsert, LeadInput.FOR_BATCH_UPDATE);
    /** Reads leads: the body is the whole request or a list of ids; parameters provide missing fields. */
    public static final Payload READ = new Ids(true);
    /** Archives leads by id. */
    public static final Payload ARCHIVE = new Ids(false);


    private BatchPayloads() {
    }

    /** Builds a batch that reads a single lead, for a read whose parameters do not fit into a URL. */
    public static RequestBody readOne(Call call, Input body) {
        Map<String, Object> request = filledIn(call, Map.of());
        String id = call.operation().require(Parameters.LEAD_ID, call.arguments());
        request.put(BatchPayload.INPUTS, List.of(Map.of("id", id)));
        return RequestBody.json(call, request);
    }

    private static Map<String, Object> filledIn(Call call, Map<String, Object> given) {
        Map<String, Object> request = new LinkedHashMap<>(given);
        call.fillIn(request, Parameters.PROPERTIES);
        call.fillIn(request, Parameters.PROPERTIES_WITH_HISTORY);
        call.fillIn(request, Parameters.ID_PROPERTY);
        return request;
    }

    private static void update(Call call, SeenLeads seen, LeadInput lead, Map<String, Object> input, Problems problems) {
        String idProperty = lead.fromHubSpot() ? null : idProperty(call, lead, problems);
        refuseOtherId(call, lead, idProperty, lead.id(), problems);
        seen.check(call, lead.path(), idProperty, lead.id(), problems);
        identify(call, lead, input, idProperty, lead.id(), problems);
    }

    private static void upsert(Call call, SeenLeads seen, LeadInput lead, Map<String, Object> input, Problems problems) {
        String idProperty = idProperty(call, lead, problems);
        if (idProperty == null && call.validation()) {
            problems.add(lead.at(Parameters.ID_PROPERTY.name()), "is missing: HubSpot finds a lead by a unique property;"
                    + " set header " + Parameters.ID_PROPERTY.header() + " or option " + Parameters.ID_PROPERTY
                    + ", or write it into the input");
        }
        String id = idOfUpsert(call, lead, idProperty);
        if (!lead.fromHubSpot() && idProperty != null && !Parameters.OBJECT_ID.equals(idProperty)) {
            String own = idValue(call, lead.properties().get(idProperty));
            if (id != null && own != null && !id.equals(own)) {
                problems.add(lead.at("id"), '\'' + Texts.printable(id) + "' and properties." + idProperty + " '"
                        + Texts.printable(own) + "' contradict each other: both are the value that finds the lead;"
                        + " leave one out, or change the value with update");
            }
        }
        seen.check(call, lead.path(), idProperty, id, problems);
        identify(call, lead, input, idProperty, id, problems);
    }

    /** Refuses a lead whose id differs from the id among its properties. */
    static void refuseOtherId(Call call, LeadInput lead, String idProperty, String id, Problems problems) {
        String own = idProperty == null || Parameters.OBJECT_ID.equals(idProperty)
                ? idValue(call, lead.properties().get(Parameters.OBJECT_ID)) : null;
        if (id != null && own != null && !id.equals(own)) {
            problems.add(lead.at("id"), '\'' + Texts.printable(id) + "' and properties." + Parameters.OBJECT_ID + " '"
                    + Texts.printable(own) + "' name different leads: leave one of them out");
        }
    }

    /** @return {@code null} without a value, and for a value that has no text, which is reported when the properties are read */
    private static String idValue(Call call, Object value) {
        String text = Scalars.id(call.plain(value));
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String idOfUpsert(Call call, LeadInput lead, String idProperty) {
        // the id of a lead that HubSpot returned is HubSpot's own: as a value of the property it would create a second lead
        String id = lead.fromHubSpot() && idProperty != null && !Parameters.OBJECT_ID.equals(idProperty) ? null : lead.id();
        return id != null || idProperty == null ? id : idValue(call, lead.properties().get(idProperty));
    }

    private static void identify(Call call, LeadInput lead, Map<String, Object> input, String idProperty, String id,
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
        Map<String, String> properties = lead.text(call, problems);
        String key = idProperty == null ? null : idValue(call, lead.properties().get(idProperty));
        if (key != null && properties.containsKey(idProperty)) {
            properties.put(idProperty, key); // HubSpot finds the lead by exactly this text the next time
        }
        input.put("properties", properties);
    }

    private static String idProperty(Call call, LeadInput lead, Problems problems) {
        String own = lead.idProperty();
        String given = call.arguments().get(Parameters.ID_PROPERTY);
        if (own != null && given != null && !own.equals(given)) {
            problems.add(lead.at(Parameters.ID_PROPERTY.name()), '\'' + Texts.printable(own) + "' and '"
                    + Texts.printable(given) + "' of " + call.arguments().place(Parameters.ID_PROPERTY)
                    + " contradict each other: leave one of them out");
        }
        return own != null ? own : given;
    }

    /** Returns the input of an upsert from a body with a single lead. */
    static Map<String, Object> upsertInput(Call call, Input body) {
        Problems problems = new Problems(call.operation());
        Map<String, Object> input = new LinkedHashMap<>();
        LeadInput lead = LeadInput.of(body, body.map(), LeadInput.FOR_BATCH_UPDATE, "", problems);
        if (lead.traceId() != null) {
            input.put(BatchInput.TRACE_ID, lead.traceId());
        }
        upsert(call, new SeenLeads(), lead, input, problems);
        problems.throwIfAny();
        return input;
    }

    private static void refuseEmpty(Call call, List<?> elements, Problems problems) {
        if (elements.isEmpty() && call.validation()) {
            problems.add(BatchPayload.INPUTS, "the batch is empty: HubSpot requires at least one input");
        }
    }

    /** @param maker adds to the content of the input and to its problems; returns whether it is a lead as HubSpot returned it */
    private static BatchInput one(Call call, long index, Map<String, Object> content, Predicate<Problems> maker) {
        Problems problems = new Problems(call.operation());
        try {
            boolean fromHubSpot = maker.test(problems);
            problems.throwIfAny();
            return new BatchInput(index, content, null, fromHubSpot);
        } catch (HubSpotValidationException e) {
            return new BatchInput(index, content, e);
        }
    }

    @FunctionalInterface
    private interface Writer {
        void write(Call call, SeenLeads seen, LeadInput lead, Map<String, Object> input, Problems problems);
    }

    /** Finds leads that a batch has twice: HubSpot refuses such a batch, or processes the inputs in any order. */
    private static final class SeenLeads {

        private final Map<List<String>, String> paths = new HashMap<>();

        void check(Call call, String path, String idProperty, String id, Problems problems) {
            if (id == null || id.isEmpty() || !call.validation()) {
                return;
            }
            String earlier = paths.putIfAbsent(List.of(idProperty == null ? Parameters.OBJECT_ID : idProperty, id), path);
            if (earlier != null) {
                problems.add(path + ".id", '\'' + Texts.printable(id) + "' is that of " + earlier
                        + " too: HubSpot takes each lead once per batch; leave one out");
            }
        }
    }

    /**
     * Inputs that write. HubSpot reports an outcome for each input only if each has its own trace id; without, one invalid input
     * fails the whole batch.
     */
    private record Writes(Writer writer, Set<String> usableKeys) implements BatchPayload {

        @Override
        public boolean reads() {
            return false;
        }

        @Override
        public boolean traces() {
            return true;
        }

        @Override
        public Map<String, Object> fields(Call call, Map<String, Object> given) {
            return Map.of();
        }

        @Override
        public Map<String, List<String>> reconciliationHints(List<BatchInput> inputs) {
            return Map.of(BatchInput.TRACE_ID, inputs.stream().map(BatchInput::traceId).toList());
        }

        @Override
        public List<BatchInput> all(Call call, List<?> elements) {
            Problems problems = new Problems(call.operation());
            refuseEmpty(call, elements, problems);
            List<LeadInput> leads = new ArrayList<>(elements.size());
            for (Object element : elements) {
                leads.add(lead(call, element, leads.size(), problems));
            }
            List<String> traceIds = traceIds(call, leads, problems);
            SeenLeads seen = new SeenLeads();
            List<BatchInput> inputs = new ArrayList<>(leads.size());
            for (LeadInput lead : leads) {
                Map<String, Object> input = new LinkedHashMap<>();
                if (lead != null) {
                    writer.write(call, seen, lead, input, problems);
                }
                input.put(BatchInput.TRACE_ID, traceIds.get(inputs.size()));
                inputs.add(new BatchInput(inputs.size(), input, null, lead != null && lead.fromHubSpot()));
            }
            problems.throwIfAny();
            return inputs;
        }

        @Override
        public BatchInput one(Call call, Object element, long index) {
            Map<String, Object> input = new LinkedHashMap<>();
            return BatchPayloads.one(call, index, input, problems -> {
                LeadInput lead = lead(call, element, index, problems);
                if (lead != null) {
                    input.put(BatchInput.TRACE_ID, lead.traceId() == null ? "camel-" + index : lead.traceId());
                    writer.write(call, new SeenLeads(), lead, input, problems);
                }
                return lead != null && lead.fromHubSpot();
            });
        }

        private LeadInput lead(Call call, Object element, long index, Problems problems) {
            String path = BatchPayload.path(index);
            Input body = new Input(call.operation(), call.json(), null);
            Object plain = body.element(element);
            if (!(plain instanceof Map<?, ?>)) {
                problems.add(path, "must be a JSON object, but is " + Input.describe(plain));
                return null;
            }
            return LeadInput.of(body, body.asMap(plain, path), usableKeys, path, problems);
        }

        /** Returns the trace ids of the inputs, and new ones for inputs without. */
        private static List<String> traceIds(Call call, List<LeadInput> leads, Problems problems) {
            Set<String> used = new HashSet<>();
            for (LeadInput lead : leads) {
                String traceId = lead == null ? null : lead.traceId();
                if (traceId != null && !used.add(traceId) && call.validation()) {
                    problems.add(lead.at(BatchInput.TRACE_ID), '\'' + Texts.printable(traceId)
                            + "' is that of an earlier input too: HubSpot distinguishes inputs by it; give each its own,"
                            + " or none");
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
    }

    /** Inputs that are ids. {@code idProperty} is the same for the whole batch. */
    private record Ids(boolean reads) implements BatchPayload {

        @Override
        public boolean traces() {
            return false;
        }

        @Override
        public Map<String, Object> fields(Call call, Map<String, Object> given) {
            return reads ? filledIn(call, given) : Map.of();
        }

        @Override
        public Map<String, List<String>> reconciliationHints(List<BatchInput> inputs) {
            return Map.of();
        }

        @Override
        public List<BatchInput> all(Call call, List<?> elements) {
            Problems problems = new Problems(call.operation());
            refuseEmpty(call, elements, problems);
            SeenLeads seen = new SeenLeads();
            List<BatchInput> inputs = new ArrayList<>(elements.size());
            for (Object element : elements) {
                String id = id(call, element, inputs.size(), problems);
                seen.check(call, BatchPayload.path(inputs.size()), null, id, problems);
                inputs.add(new BatchInput(inputs.size(), id == null ? Map.of() : Map.of("id", id), null));
            }
            problems.throwIfAny();
            return inputs;
        }

        @Override
        public BatchInput one(Call call, Object element, long index) {
            Map<String, Object> input = new HashMap<>();
            return BatchPayloads.one(call, index, input, problems -> {
                input.put("id", id(call, element, index, problems));
                return false;
            });
        }

        private static String id(Call call, Object element, long index, Problems problems) {
            Object plain = new Input(call.operation(), call.json(), null).element(element);
            Object id = plain;
            if (plain instanceof Map<?, ?> map) {
                id = map.get("id");
                refuseOtherProperty(call, index, map.get(Parameters.ID_PROPERTY.name()), problems);
            }
            if (Scalars.isBlank(id)) {
                problems.add(BatchPayload.path(index),
                        "must be an id or an object with an id, but is " + Input.describe(plain));
                return null;
            }
            return Scalars.id(id).strip();
        }

        /** Refuses an idProperty of an input: its id would be taken for HubSpot's own, which may be the id of another lead. */
        private static void refuseOtherProperty(Call call, long index, Object idProperty, Problems problems) {
            if (!Scalars.isBlank(idProperty) && !Scalars.scalar(idProperty).strip().equals(
                    call.get(Parameters.ID_PROPERTY, Parameters.OBJECT_ID))) {
                problems.add(BatchPayload.path(index) + ".idProperty", "cannot be used by " + call.operation().name()
                        + (call.operation().parameters().contains(Parameters.ID_PROPERTY)
                                ? ", which takes one idProperty for all inputs: set header " + Parameters.ID_PROPERTY.header()
                                        + " or option " + Parameters.ID_PROPERTY
                                : ", which takes HubSpot's own ids only"));
            }
        }
    }
}
