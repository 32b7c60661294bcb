package io.github.camelhubspot.internal.lead;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.operation.RequestBody;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Texts;

/** Builds the bodies of calls about a single lead and about labelled associations. */
public final class LeadPayloads {

    static final String NAME = "hs_lead_name";

    private LeadPayloads() {
    }

    /** Builds the body that creates a lead. */
    public static RequestBody create(Call call, Input body) {
        Map<String, Object> content = newLead(call, body);
        return RequestBody.json(call, content, reconciliationHints(content));
    }

    /** Returns the fields of a new lead from a body. */
    static Map<String, Object> newLead(Call call, Input body) {
        Problems problems = new Problems(call.operation());
        LeadInput lead = LeadInput.of(body, body.map(), LeadInput.FOR_CREATE, "", problems);
        String contactId = consistent(call, Parameters.CONTACT_ID, lead.contactId(), problems);
        String companyId = consistent(call, Parameters.COMPANY_ID, lead.companyId(), problems);
        Map<String, Object> content = newLead(call, lead, contactId, companyId, problems);
        problems.throwIfAny();
        return content;
    }

    /** Returns the fields of a new lead, alone or as an input of a batch. */
    static Map<String, Object> newLead(Call call, LeadInput lead, String contactId, String companyId, Problems problems) {
        boolean nameIsChecked = call.validation() && lead.properties().containsKey(NAME);
        Map<String, String> properties = nameIsChecked ? lead.textOrNone(call, problems) : lead.text(call, problems);
        Object associations = LeadAssociations.of(call, lead, contactId, companyId, problems);
        if (call.validation()) {
            String name = lead.at("properties." + NAME);
            if (properties.getOrDefault(NAME, "").isBlank() && !problems.at(name) && !problems.at(lead.at("properties"))) {
                problems.add(name, "is missing: HubSpot requires a name");
            }
            if (associations == null) {
                problems.add(lead.at("associations"),
                        "is missing: HubSpot requires a lead to be associated with an existing contact or company when it"
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

    /** Builds the body that updates a lead. */
    public static RequestBody update(Call call, Input body) {
        return RequestBody.json(call, Map.of("properties", newValues(call, body)));
    }

    /** Returns the new values of a lead from a body. */
    static Map<String, String> newValues(Call call, Input body) {
        if (body.isEmpty()) {
            throw call.operation().invalid("the body is empty: it must contain the new values");
        }
        Problems problems = new Problems(call.operation());
        LeadInput lead = LeadInput.of(body, body.map(), LeadInput.FOR_UPDATE, "", problems);
        BatchPayloads.refuseOtherId(call, lead, call.arguments().get(Parameters.ID_PROPERTY),
                call.arguments().get(Parameters.LEAD_ID), problems);
        Map<String, String> properties = lead.text(call, problems);
        problems.throwIfAny();
        return properties;
    }

    /** Builds the body that sets the label of an association. */
    public static RequestBody label(Call call, Input body) {
        return RequestBody.json(call,
                List.of(LeadAssociations.type(call, call.operation().require(Parameters.ASSOCIATION_TYPE_ID, call.arguments()))));
    }

    /** Builds the body that removes one label. HubSpot has only a batch call for it. */
    public static RequestBody labelRemoval(Call call, Input body) {
        Operation operation = call.operation();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("from", Map.of("id", operation.require(Parameters.LEAD_ID, call.arguments())));
        input.put("to", Map.of("id", operation.require(Parameters.TO_OBJECT_ID, call.arguments())));
        input.put("types", List.of(LeadAssociations.type(call,
                operation.require(Parameters.ASSOCIATION_TYPE_ID, call.arguments()))));
        return RequestBody.json(call, Map.of("inputs", List.of(input)));
    }

    /** Builds a body that is the message body as JSON. */
    public static RequestBody asGiven(Call call, Input body) {
        return RequestBody.json(call, body.map());
    }

    /**
     * Returns what helps to find out whether a lead was created if the response is lost: its name and the ids of its
     * associations.
     */
    public static Map<String, List<String>> reconciliationHints(Map<String, Object> lead) {
        List<String> targets = new ArrayList<>();
        if (lead.get("associations") instanceof Collection<?> associations) {
            for (Object association : associations) {
                if (association instanceof Map<?, ?> map && map.get("to") instanceof Map<?, ?> to) {
                    targets.add(String.valueOf(to.get("id")));
                }
            }
        }
        Object name = ((Map<?, ?>) lead.get("properties")).get(NAME);
        return Map.of(NAME, name == null ? List.of() : List.of(name.toString()), "associations", targets);
    }

    /**
     * Returns the id in the header, the option or the body. Different ids are a problem, because a left-over header would
     * silently win.
     */
    private static String consistent(Call call, Parameter<String> parameter, String own, Problems problems) {
        String given = call.arguments().get(parameter);
        if (given != null && own != null && !given.equals(own)) {
            problems.add(parameter.name(), '\'' + Texts.printable(own) + "' of the body and '" + Texts.printable(given)
                    + "' of " + call.arguments().place(parameter) + " name different records: leave one of them out");
        }
        return given != null ? given : own;
    }
}
