package io.github.camelhubspot.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One lead that a message brings: HubSpot's own shape, a whole lead as HubSpot answered it, or a flat map of properties.
 *
 * @param id           id of the record; {@code null} if there is none
 * @param idProperty   the unique property that {@code id} is a value of; {@code null} for HubSpot's own id
 * @param properties   values as they came
 * @param associations HubSpot's list of associations; {@code null} if the key is absent
 * @param traceId      objectWriteTraceId; {@code null} also for a lead of an answer, where it tells of the write before
 * @param contactId    contact to associate
 * @param companyId    company to associate
 * @param answered     whether this is a lead as HubSpot answered it
 * @param path         where the lead stands in the body, such as {@code inputs[3]}; empty for the body itself
 */
record LeadInput(String id, String idProperty, Map<String, Object> properties, Object associations, String traceId,
                 String contactId, String companyId, boolean answered, String path) {

    private static final Set<String> ENVELOPE = Set.of("id", "idProperty", "associations", "objectWriteTraceId",
            "contactId", "companyId");
    /** What only an answer has: a body with one of these is a lead that HubSpot gave. */
    private static final Set<String> ANSWER_ONLY = Set.of("createdAt", "updatedAt", "archived", "archivedAt", "url");
    /** Properties that HubSpot sets and that a write must not name. */
    private static final Set<String> READ_ONLY = Set.of("hs_object_id", "createdate", "hs_createdate",
            "hs_lastmodifieddate", "lastmodifieddate", "hs_created_by_user_id", "hs_updated_by_user_id",
            "hs_object_source", "hs_object_source_id", "hs_object_source_label", "hs_object_source_user_id",
            "hs_object_source_detail_1", "hs_object_source_detail_2", "hs_object_source_detail_3", "hs_merged_object_ids",
            "hs_was_imported", "hs_read_only", "hs_unique_creation_key", "hs_lead_is_open", "hs_primary_contact_id",
            "hs_primary_company_id", "hs_associated_contact_email", "hs_associated_contact_firstname",
            "hs_associated_contact_lastname", "hs_associated_company_name", "hs_associated_company_domain",
            "hs_last_activity_date");

    /**
     * @param  path where the map stands in the body; empty for the body itself
     * @throws io.github.camelhubspot.HubSpotValidationException if the map is no lead
     */
    static LeadInput of(Input input, Map<String, Object> map, String path) {
        Operation operation = input.operation();
        Object properties = input.element(map.get("properties"));
        boolean answered = isAnswered(map);
        Map<String, Object> values;
        if (properties instanceof Map<?, ?>) {
            values = input.asMap(properties, at(path, "properties"));
            if (answered) {
                values = without(values, READ_ONLY);
            } else {
                refuseUnknown(operation, map, path);
            }
        } else if (map.containsKey("properties")) {
            throw operation.invalid(at(path, "properties") + " must be an object, but is " + Input.describe(properties));
        } else {
            values = without(map, ENVELOPE);
        }
        return new LeadInput(scalar(input, map, path, "id"), scalar(input, map, path, "idProperty"), values,
                input.element(map.get("associations")), answered ? null : scalar(input, map, path, "objectWriteTraceId"),
                id(input, map, path, "contactId"), id(input, map, path, "companyId"), answered, path);
    }

    /** Whether the map is a whole lead as HubSpot answered it, whose id is therefore HubSpot's own. */
    static boolean isAnswered(Map<?, ?> map) {
        return map.containsKey("properties") && map.keySet().stream().anyMatch(ANSWER_ONLY::contains);
    }

    Map<String, String> text(Call call) {
        return PropertyValues.text(call, at(path, "properties"), properties);
    }

    /** The path of a field of this lead. */
    String at(String field) {
        return at(path, field);
    }

    private static String at(String path, String field) {
        return path.isEmpty() ? field : path + '.' + field;
    }

    /** A misspelt key would silently lose what stands under it. */
    private static void refuseUnknown(Operation operation, Map<String, Object> map, String path) {
        for (String key : map.keySet()) {
            if (!ENVELOPE.contains(key) && !key.equals("properties")) {
                throw operation.invalid(at(path, Parameter.printable(key))
                        + " is not a field of a lead: beside properties there are id, idProperty, associations, "
                        + "objectWriteTraceId, contactId and companyId");
            }
        }
    }

    private static Map<String, Object> without(Map<String, Object> map, Set<String> keys) {
        Map<String, Object> result = new LinkedHashMap<>(map);
        result.keySet().removeAll(keys);
        return result;
    }

    private static String scalar(Input input, Map<String, Object> map, String path, String key) {
        Object value = map.get(key) instanceof JsonNode node ? input.element(node) : map.get(key);
        if (value == null) {
            return null;
        }
        String text = PropertyValues.scalar(value);
        if (text == null) {
            throw input.operation().invalid(at(path, key) + " must be a text, but is " + Input.describe(value));
        }
        return text.isBlank() ? null : text.strip();
    }

    private static String id(Input input, Map<String, Object> map, String path, String key) {
        String value = scalar(input, map, path, key);
        try {
            return value == null ? null : Parameter.digits(value);
        } catch (IllegalArgumentException e) {
            throw input.operation().invalid(at(path, key) + ' ' + e.getMessage(), e);
        }
    }
}
