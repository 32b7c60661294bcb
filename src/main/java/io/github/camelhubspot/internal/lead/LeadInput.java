package io.github.camelhubspot.internal.lead;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.support.Scalars;
import io.github.camelhubspot.internal.support.Texts;

/**
 * One lead in a message: in HubSpot's request form, a whole lead as HubSpot returned it, or a flat map of properties.
 *
 * @param id           id of the record; {@code null} if there is none
 * @param idProperty   the unique property whose value is {@code id}; {@code null} for HubSpot's own id
 * @param properties   values as the message has them
 * @param associations HubSpot's list of associations; {@code null} if the key is absent
 * @param traceId      objectWriteTraceId; {@code null} also for a lead that HubSpot returned, where it belongs to an earlier
 *                     write
 * @param contactId    contact to associate
 * @param companyId    company to associate
 * @param fromHubSpot  whether this is a whole lead as HubSpot returned it
 * @param flat         whether the properties are beside the other keys; then a blank value is no value
 * @param path         path of the lead in the body, such as {@code inputs[3]}; empty for the body itself
 */
public record LeadInput(String id, String idProperty, Map<String, Object> properties, Object associations, String traceId,
                        String contactId, String companyId, boolean fromHubSpot, boolean flat, String path) {

    /** The keys that {@code create} uses beside the properties. */
    static final Set<String> FOR_CREATE = Set.of("associations", "contactId", "companyId");
    /** The keys that {@code update} uses beside the properties. */
    static final Set<String> FOR_UPDATE = Set.of("id", "idProperty");
    /** The keys that {@code batchCreate} uses beside the properties. */
    static final Set<String> FOR_BATCH_CREATE = Set.of("associations", "contactId", "companyId", BatchInput.TRACE_ID);
    /** The keys that {@code batchUpdate} and {@code batchUpsert} use beside the properties. */
    static final Set<String> FOR_BATCH_UPDATE = Set.of("id", "idProperty", BatchInput.TRACE_ID);

    private static final String PROPERTIES = "properties";
    private static final Set<String> ENVELOPE = Set.of("id", "idProperty", "associations", "objectWriteTraceId",
            "contactId", "companyId");
    /** Fields that only responses have: a body with one of them is a lead that HubSpot returned. */
    private static final Set<String> RESPONSE_ONLY = Set.of("createdAt", "updatedAt", "archived", "archivedAt", "url");
    /** Properties that HubSpot sets and that a write must not contain. */
    private static final Set<String> READ_ONLY = Set.of("hs_object_id", "createdate", "hs_createdate",
            "hs_lastmodifieddate", "lastmodifieddate", "hs_created_by_user_id", "hs_updated_by_user_id",
            "hs_object_source", "hs_object_source_id", "hs_object_source_label", "hs_object_source_user_id",
            "hs_object_source_detail_1", "hs_object_source_detail_2", "hs_object_source_detail_3", "hs_merged_object_ids",
            "hs_was_imported", "hs_read_only", "hs_unique_creation_key", "hs_lead_is_open", "hs_primary_contact_id",
            "hs_primary_company_id", "hs_associated_contact_email", "hs_associated_contact_firstname",
            "hs_associated_contact_lastname", "hs_associated_company_name", "hs_associated_company_domain",
            "hs_last_activity_date");

    /**
     * Reads a lead.
     *
     * @param usable   the keys beside the properties that the operation uses
     * @param path     path of the map in the body; empty for the body itself
     * @param problems receives a problem for each key that is unknown or that the operation cannot use
     */
    static LeadInput of(Input input, Map<String, Object> map, Set<String> usable, String path, Problems problems) {
        boolean flat = isFlat(map);
        Object properties = flat ? null : input.element(map.get(PROPERTIES));
        boolean fromHubSpot = isFromHubSpot(map);
        Map<String, Object> values;
        if (properties instanceof Map<?, ?>) {
            values = input.asMap(properties, at(path, PROPERTIES));
            if (fromHubSpot) {
                values = without(values, READ_ONLY);
            } else {
                refuseUnknown(map, path, problems);
            }
        } else if (flat) {
            values = without(map, ENVELOPE);
        } else {
            problems.add(at(path, PROPERTIES), "must be an object, but is " + Input.describe(properties));
            values = Map.of();
        }
        if (!fromHubSpot) {
            refuseUnusable(input, map, usable, path, problems);
        }
        Fields fields = new Fields(input, map, path, problems);
        return new LeadInput(fields.scalar("id"), fields.scalar("idProperty"), values,
                input.element(map.get("associations")), fromHubSpot ? null : fields.scalar("objectWriteTraceId"),
                fields.id("contactId"), fields.id("companyId"), fromHubSpot, flat, path);
    }

    /** Returns whether the map is a whole lead as HubSpot returned it, whose id is therefore HubSpot's own. */
    public static boolean isFromHubSpot(Map<?, ?> map) {
        return !isFlat(map) && map.keySet().stream().anyMatch(RESPONSE_ONLY::contains);
    }

    /**
     * Returns whether the map contains the properties themselves: it has no key {@code properties}, or that has a text and is a
     * property.
     */
    static boolean isFlat(Map<?, ?> map) {
        Object properties = map.get(PROPERTIES);
        return !map.containsKey(PROPERTIES) || properties instanceof CharSequence
                || properties instanceof JsonNode node && node.isTextual();
    }

    /** Returns the properties as text, without those that are a problem. */
    Map<String, String> text(Call call, Problems problems) {
        String where = at(path, PROPERTIES);
        return problems.at(where) ? Map.of() : PropertyValues.text(call, where, writable(call), flat, problems);
    }

    /** Returns the properties as {@link #text} does, but no property is no problem. */
    Map<String, String> textOrNone(Call call, Problems problems) {
        return PropertyValues.textOrNone(call, at(path, PROPERTIES), writable(call), flat, problems);
    }

    private Map<String, Object> writable(Call call) {
        return fromHubSpot ? call.readOnly().without(properties) : properties;
    }

    /** Returns the path of a field of this lead. */
    String at(String field) {
        return at(path, field);
    }

    private static String at(String path, String field) {
        return path.isEmpty() ? field : path + '.' + field;
    }

    /** Refuses unknown keys, because the value of a misspelt key would be lost silently. */
    private static void refuseUnknown(Map<String, Object> map, String path, Problems problems) {
        for (String key : map.keySet()) {
            if (!ENVELOPE.contains(key) && !key.equals(PROPERTIES)) {
                problems.add(at(path, Texts.printable(key)),
                        "is not a field of a lead: beside properties there are id, idProperty, associations, "
                                + "objectWriteTraceId, contactId and companyId");
            }
        }
    }

    /** Refuses keys that the operation does not use, because their values would be lost silently. */
    private static void refuseUnusable(Input input, Map<String, Object> map, Set<String> usable, String path,
            Problems problems) {
        for (String key : ENVELOPE) {
            if (!usable.contains(key) && !Scalars.isNothing(input.element(map.get(key)))) {
                problems.add(at(path, key), "cannot be used by " + input.operation().name() + ": " + cure(key));
            }
        }
    }

    private static String cure(String key) {
        return switch (key) {
            case "id", "idProperty" -> "it creates a lead, and HubSpot assigns the id. Change a lead with update or"
                    + " batchUpdate; write an identifier of your own under the name of its property";
            case BatchInput.TRACE_ID -> "it distinguishes the inputs of a batch; leave it out";
            default -> "associate an existing lead with associate";
        };
    }

    private static Map<String, Object> without(Map<String, Object> map, Set<String> keys) {
        Map<String, Object> result = new LinkedHashMap<>(map);
        result.keySet().removeAll(keys);
        return result;
    }

    /** Reads the fields beside the properties. */
    private record Fields(Input input, Map<String, Object> map, String path, Problems problems) {

        String scalar(String key) {
            Object value = map.get(key) instanceof JsonNode node ? input.element(node) : map.get(key);
            if (value == null) {
                return null;
            }
            String text = Scalars.id(value);
            if (text == null) {
                add(key, "must be a text, but is " + Input.describe(value));
            }
            return text == null || text.isBlank() ? null : text.strip();
        }

        String id(String key) {
            String value = scalar(key);
            try {
                return value == null ? null : Parameter.digits(value);
            } catch (IllegalArgumentException e) {
                add(key, e.getMessage());
                return value;
            }
        }

        /** Adds a problem unless the key already has one. */
        private void add(String key, String problem) {
            if (!problems.at(at(path, key))) {
                problems.add(at(path, key), problem);
            }
        }
    }
}
