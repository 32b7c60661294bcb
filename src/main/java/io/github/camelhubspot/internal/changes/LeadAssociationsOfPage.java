package io.github.camelhubspot.internal.changes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.lead.LeadPayloads;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Resource;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Cancellation;

/**
 * Reads the associations of a page of leads. A search does not return them, and one call per lead would take two hundred times as
 * many calls.
 */
public final class LeadAssociationsOfPage {

    private static final Operation READ = Operation.builder("hubspot-leads:changes")
            .call("POST", Resource.ASSOCIATIONS_FROM_LEADS, "/", Parameters.TO_OBJECT_TYPE, "/batch/read")
            .payload(LeadPayloads::asGiven).responseType(ResponseType.BATCH_RESULT).build();
    /** HubSpot's names of its own association types, as they appear in a lead with associations. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("578", "lead_to_primary_contact"), Map.entry("608", "lead_to_contact"),
            Map.entry("580", "lead_to_primary_company"), Map.entry("610", "lead_to_company"),
            Map.entry("582", "lead_to_primary_deal"), Map.entry("1037", "lead_to_deal"),
            Map.entry("596", "lead_to_call"), Map.entry("598", "lead_to_email"), Map.entry("600", "lead_to_meeting"),
            Map.entry("602", "lead_to_communication"), Map.entry("646", "lead_to_task"), Map.entry("854", "lead_to_note"),
            Map.entry("1162", "lead_to_feedback_submission"));

    private final HubSpotClient client;
    private final Arguments arguments;
    private final List<String> types;
    private final Runnable called;
    private final Cancellation cancellation;

    /**
     * @param types        object types, such as contacts
     * @param called       runs after each call
     * @param cancellation cancels a call
     */
    public LeadAssociationsOfPage(HubSpotClient client, Arguments arguments, List<String> types, Runnable called,
            Cancellation cancellation) {
        this.client = client.with(cancellation);
        this.cancellation = cancellation;
        this.arguments = arguments;
        this.types = types;
        this.called = called;
    }

    /**
     * Adds {@code associations} by object type to each lead that has any, in the form of a response to a call for this lead.
     *
     * @param leads at most a page
     */
    public void addTo(List<Map<String, Object>> leads) {
        Map<String, Map<String, Object>> associations = new HashMap<>();
        for (String type : types) {
            read(type, leads).forEach((id, found) -> associations.computeIfAbsent(id, lead -> new LinkedHashMap<>())
                    .put(type, Map.of("results", found)));
        }
        for (Map<String, Object> lead : leads) {
            Map<String, Object> found = associations.get(String.valueOf(lead.get("id")));
            if (found != null) {
                lead.put("associations", found);
            }
        }
    }

    private Map<String, List<Object>> read(String type, List<Map<String, Object>> leads) {
        Map<String, List<Object>> result = new HashMap<>();
        List<Map<String, String>> inputs = new ArrayList<>(leads.size());
        leads.forEach(lead -> inputs.add(Map.of("id", String.valueOf(lead.get("id")))));
        while (!inputs.isEmpty()) {
            ApiResponse response = cancellation.join(client.call(READ, arguments.with(Parameters.TO_OBJECT_TYPE, type),
                    Map.of("inputs", inputs), OutputType.MAP, false));
            called.run();
            Map<?, ?> body = (Map<?, ?>) response.body();
            rejectErrors(response, body);
            List<Map<String, String>> next = new ArrayList<>();
            for (Object element : list(body.get("results"))) {
                Map<?, ?> found = map(element);
                String id = String.valueOf(map(found.get("from")).get("id"));
                list(found.get("to")).forEach(to -> addTargets(result.computeIfAbsent(id, lead -> new ArrayList<>()), map(to)));
                Object after = map(map(found.get("paging")).get("next")).get("after");
                if (after != null) {
                    next.add(Map.of("id", id, "after", after.toString()));
                }
            }
            if (inputs.containsAll(next) && !next.isEmpty()) {
                throw response.unusable(READ, "HubSpot returned the same page of associations again: the pages would never end");
            }
            inputs.clear();
            inputs.addAll(next);
        }
        return result;
    }

    private static void addTargets(List<Object> results, Map<?, ?> to) {
        for (Object type : list(to.get("associationTypes"))) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("id", String.valueOf(to.get("toObjectId")));
            result.put("type", name(map(type)));
            results.add(result);
        }
    }

    private static String name(Map<?, ?> type) {
        String id = String.valueOf(type.get("typeId"));
        String known = "HUBSPOT_DEFINED".equals(type.get("category")) ? NAMES.get(id) : null;
        if (known != null) {
            return known;
        }
        return type.get("label") == null ? type.get("category") + "_" + id : type.get("label").toString();
    }

    /** Ignores the errors that HubSpot returns for leads without associations and for leads that were archived meanwhile. */
    private static void rejectErrors(ApiResponse response, Map<?, ?> body) {
        for (Object element : list(body.get("errors"))) {
            Map<?, ?> error = map(element);
            if (!"OBJECT_NOT_FOUND".equals(error.get("category"))
                    && !String.valueOf(error.get("subCategory")).endsWith("NO_ASSOCIATIONS_FOUND")) {
                throw response.unusable(READ, "the associations of a lead cannot be read: " + error.get("message"));
            }
        }
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
