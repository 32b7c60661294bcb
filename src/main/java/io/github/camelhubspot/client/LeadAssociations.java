package io.github.camelhubspot.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Associations of leads: which type ids HubSpot has for them, and how they are written. */
final class LeadAssociations {

    /** HubSpot's id of the association type from a lead to its primary contact. */
    static final int PRIMARY_CONTACT = 578;
    /** HubSpot's id of the association type from a lead to its primary company. */
    static final int PRIMARY_COMPANY = 580;

    static final String HUBSPOT_DEFINED = "HUBSPOT_DEFINED";

    private LeadAssociations() {
    }

    /**
     * The associations of a new lead: those of the body, and those that its contact and company ask for.
     *
     * @return {@code null} if the message says nothing about associations
     * @throws io.github.camelhubspot.HubSpotValidationException if they are not what HubSpot takes
     */
    static List<Object> of(Call call, LeadInput lead, String contactId, String companyId) {
        Integer typeId = call.arguments().get(Parameters.ASSOCIATION_TYPE_ID);
        if (typeId != null && contactId != null && companyId != null) {
            throw call.operation().invalid(
                    "associationTypeId says which association the target gets, but contactId and companyId are both given: "
                            + "leave one out, or write the associations into the body");
        }
        if (lead.associations() == null && contactId == null && companyId == null) {
            return null;
        }
        List<Object> result = fromBody(call, lead);
        if (contactId != null) {
            add(call, result, contactId, typeId == null ? PRIMARY_CONTACT : typeId);
        }
        if (companyId != null) {
            add(call, result, companyId, typeId == null ? PRIMARY_COMPANY : typeId);
        }
        return result;
    }

    /** The type of an association as HubSpot writes it. */
    static Map<String, Object> type(Call call, int typeId) {
        return Map.of("associationCategory", call.get(Parameters.ASSOCIATION_CATEGORY, HUBSPOT_DEFINED),
                "associationTypeId", typeId);
    }

    private static List<Object> fromBody(Call call, LeadInput lead) {
        if (lead.associations() == null) {
            return new ArrayList<>();
        }
        if (!(lead.associations() instanceof Collection<?> items)) {
            throw call.operation().invalid(lead.at("associations") + " must be a list of {to: {id}, types: [...]}, but is "
                    + Input.describe(lead.associations()));
        }
        List<Object> result = new ArrayList<>(items.size());
        for (Object element : items) {
            Object item = element instanceof Map<?, ?> ? element : call.json().toPlain(element);
            if (!(item instanceof Map<?, ?> map) || !(map.get("to") instanceof Map<?, ?> to) || to.get("id") == null
                    || !(map.get("types") instanceof Collection<?>)) {
                throw call.operation().invalid(lead.at("associations") + '[' + result.size()
                        + "] must have the form {to: {id}, types: [{associationCategory, associationTypeId}]}");
            }
            result.add(withTextId(map, to));
        }
        return result;
    }

    /** Ids are text at HubSpot, but often numbers in what a route has at hand. */
    private static Map<Object, Object> withTextId(Map<?, ?> association, Map<?, ?> to) {
        Map<Object, Object> target = new LinkedHashMap<>(to);
        target.computeIfPresent("id", (key, id) -> id instanceof Number ? id.toString() : id);
        Map<Object, Object> result = new LinkedHashMap<>(association);
        result.put("to", target);
        return result;
    }

    private static void add(Call call, List<Object> associations, String targetId, int typeId) {
        boolean there = associations.stream().anyMatch(item -> item instanceof Map<?, ?> map
                && map.get("to") instanceof Map<?, ?> to && targetId.equals(Objects.toString(to.get("id")))
                && map.get("types") instanceof Collection<?> types && types.stream().anyMatch(
                        type -> type instanceof Map<?, ?> t
                                && String.valueOf(typeId).equals(Objects.toString(t.get("associationTypeId")))));
        if (!there) {
            associations.add(Map.of("to", Map.of("id", targetId), "types", List.of(type(call, typeId))));
        }
    }
}
