package io.github.camelhubspot.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bodies of calls about a single lead, of searches and of labelled associations. */
public final class LeadPayloads {

    static final String NAME = "hs_lead_name";

    private LeadPayloads() {
    }

    /** A new lead. */
    public static RequestBody create(Call call, Input body) {
        LeadInput lead = LeadInput.of(body, body.map(), "");
        String contactId = first(call.arguments().get(Parameters.CONTACT_ID), lead.contactId());
        String companyId = first(call.arguments().get(Parameters.COMPANY_ID), lead.companyId());
        Map<String, Object> content = newLead(call, lead, contactId, companyId);
        return RequestBody.json(call, content, checkOf(content));
    }

    /** The fields of a new lead, alone or as an input of a batch. */
    static Map<String, Object> newLead(Call call, LeadInput lead, String contactId, String companyId) {
        Map<String, String> properties = lead.text(call);
        List<Object> associations = LeadAssociations.of(call, lead, contactId, companyId);
        if (call.validation()) {
            if (properties.getOrDefault(NAME, "").isBlank()) {
                throw call.operation().invalid(lead.at("properties." + NAME) + " is missing: HubSpot requires a name");
            }
            if (associations == null) {
                throw call.operation().invalid(lead.at("associations")
                        + " is missing: HubSpot requires a lead to be associated with an existing contact or company when it"
                        + " is created; set contactId or companyId, or write associations into the body"
                        + " (an empty list sends none)");
            }
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("properties", properties);
        if (associations != null) {
            content.put("associations", associations);
        }
        return content;
    }

    /** New values of a lead. */
    public static RequestBody update(Call call, Input body) {
        if (body.isEmpty()) {
            throw call.operation().invalid("the body is empty: the new values are expected there");
        }
        return RequestBody.json(call, Map.of("properties", LeadInput.of(body, body.map(), "").text(call)));
    }

    /** A search: the body is the request, parameters fill in what it lacks. */
    public static RequestBody search(Call call, Input body) {
        Map<String, Object> request = new LinkedHashMap<>(body.map());
        fillIn(call, request, Parameters.QUERY);
        fillIn(call, request, Parameters.PROPERTIES);
        fillIn(call, request, Parameters.LIMIT);
        fillIn(call, request, Parameters.AFTER);
        if (call.cursor() != null) {
            request.put(Parameters.AFTER.name(), call.cursor());
        } else if (request.get(Parameters.AFTER.name()) instanceof Number number) {
            request.put(Parameters.AFTER.name(), number.toString());
        }
        try {
            Integer limit = Parameters.LIMIT.parse(request.get(Parameters.LIMIT.name()));
            call.operation().check(Parameters.LIMIT, limit);
            request.computeIfPresent(Parameters.LIMIT.name(), (name, asWritten) -> limit);
        } catch (IllegalArgumentException e) {
            throw call.operation().invalid(e.getMessage(), e);
        }
        request.computeIfPresent("filterGroups", (key, groups) -> SearchFilters.text(call, groups));
        return RequestBody.json(call, request);
    }

    /** The label of an association. */
    public static RequestBody label(Call call, Input body) {
        return RequestBody.json(call,
                List.of(LeadAssociations.type(call, call.operation().require(Parameters.ASSOCIATION_TYPE_ID, call.arguments()))));
    }

    /** The removal of one label, which HubSpot only offers for several pairs at once. */
    public static RequestBody labelRemoval(Call call, Input body) {
        Operation operation = call.operation();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("from", Map.of("id", operation.require(Parameters.LEAD_ID, call.arguments())));
        input.put("to", Map.of("id", operation.require(Parameters.TO_OBJECT_ID, call.arguments())));
        input.put("types", List.of(LeadAssociations.type(call,
                operation.require(Parameters.ASSOCIATION_TYPE_ID, call.arguments()))));
        return RequestBody.json(call, Map.of("inputs", List.of(input)));
    }

    static void fillIn(Call call, Map<String, Object> request, Parameter<?> parameter) {
        Object value = call.arguments().get(parameter);
        if (value != null && request.get(parameter.name()) == null) {
            request.put(parameter.name(), value);
        }
    }

    private static Map<String, List<String>> checkOf(Map<String, Object> lead) {
        List<String> targets = new ArrayList<>();
        if (lead.get("associations") instanceof List<?> associations) {
            for (Object association : associations) {
                targets.add(String.valueOf(((Map<?, ?>) ((Map<?, ?>) association).get("to")).get("id")));
            }
        }
        Object name = ((Map<?, ?>) lead.get("properties")).get(NAME);
        return Map.of(NAME, name == null ? List.of() : List.of(name.toString()), "associations", targets);
    }

    private static String first(String preferred, String otherwise) {
        return preferred != null ? preferred : otherwise;
    }
}
