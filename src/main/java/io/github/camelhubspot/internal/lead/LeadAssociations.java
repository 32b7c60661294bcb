package io.github.camelhubspot.internal.lead;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Scalars;

/** Builds the associations of a new lead. */
final class LeadAssociations {

    /** HubSpot's id of the association type from a lead to its primary contact. */
    static final int PRIMARY_CONTACT = 578;
    /** HubSpot's id of the association type from a lead to its primary company. */
    static final int PRIMARY_COMPANY = 580;

    static final String HUBSPOT_DEFINED = "HUBSPOT_DEFINED";

    private static final String FIELD = "associations";

    private LeadAssociations() {
    }

    /**
     * Returns the associations of a new lead: those in the body, and those with the given contact and company.
     *
     * @param problems receives what HubSpot would refuse, and what prevents the list
     * @return         {@code null} if the message has no associations; otherwise the list, or the value in the body if that is
     *                 not a list
     */
    static Object of(Call call, LeadInput lead, String contactId, String companyId, Problems problems) {
        Integer typeId = call.arguments().get(Parameters.ASSOCIATION_TYPE_ID);
        if (typeId != null && contactId != null && companyId != null) {
            problems.add(lead.at(FIELD),
                    "associationTypeId applies to one target, but contactId and companyId are both given: "
                            + "leave one out, or write the associations into the body");
        }
        if (contactId == null && companyId == null && !(lead.associations() instanceof Collection<?>)) {
            if (lead.associations() != null && call.validation()) {
                problems.add(lead.at(FIELD), notAList(lead));
            }
            return lead.associations();
        }
        List<Object> result = fromBody(call, lead, problems);
        if (contactId != null) {
            add(call, result, contactId, typeId == null ? PRIMARY_CONTACT : typeId);
        }
        if (companyId != null) {
            add(call, result, companyId, typeId == null ? PRIMARY_COMPANY : typeId);
        }
        return result;
    }

    /** Returns an association type in HubSpot's form. */
    static Map<String, Object> type(Call call, int typeId) {
        return Map.of("associationCategory", call.get(Parameters.ASSOCIATION_CATEGORY, HUBSPOT_DEFINED),
                "associationTypeId", typeId);
    }

    private static List<Object> fromBody(Call call, LeadInput lead, Problems problems) {
        if (lead.associations() != null && !(lead.associations() instanceof Collection<?>)) {
            problems.add(lead.at(FIELD), notAList(lead));
        }
        List<Object> result = new ArrayList<>();
        if (lead.associations() instanceof Collection<?> items) {
            for (Object element : items) {
                Object item = element instanceof Map<?, ?> ? element : call.json().toPlain(element);
                if (call.validation()) {
                    AssociationValidator.check(call, lead.at(FIELD) + '[' + result.size() + ']', item, problems);
                }
                result.add(item instanceof Map<?, ?> map && map.get("to") instanceof Map<?, ?> to
                        ? withTextId(map, to) : item);
            }
        }
        return result;
    }

    private static String notAList(LeadInput lead) {
        return "must be a list of {to: {id}, types: [...]}, but is " + Input.describe(lead.associations());
    }

    /** Returns the association with the id of its target as text, which HubSpot requires; routes often have numbers. */
    private static Map<Object, Object> withTextId(Map<?, ?> association, Map<?, ?> to) {
        Map<Object, Object> target = new LinkedHashMap<>(to);
        target.computeIfPresent("id", (key, id) -> Scalars.isBlank(id) ? id : Scalars.id(id).strip());
        Map<Object, Object> result = new LinkedHashMap<>(association);
        result.put("to", target);
        return result;
    }

    private static void add(Call call, List<Object> associations, String targetId, int typeId) {
        boolean present = associations.stream().anyMatch(item -> item instanceof Map<?, ?> map
                && map.get("to") instanceof Map<?, ?> to && targetId.equals(Objects.toString(to.get("id")))
                && map.get("types") instanceof Collection<?> types && types.stream().anyMatch(
                        type -> type instanceof Map<?, ?> t
                                && String.valueOf(typeId).equals(Objects.toString(t.get("associationTypeId")))));
        if (!present) {
            associations.add(Map.of("to", Map.of("id", targetId), "types", List.of(type(call, typeId))));
        }
    }
}
