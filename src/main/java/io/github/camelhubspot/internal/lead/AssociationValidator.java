package io.github.camelhubspot.internal.lead;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.support.Scalars;

/** Validates the form of an association of a new lead. Which association types an account has is left to HubSpot. */
final class AssociationValidator {

    private AssociationValidator() {
    }

    /** @param path path of the association in the body, such as {@code inputs[3].associations[0]} */
    static void check(Call call, String path, Object item, Problems problems) {
        if (!(item instanceof Map<?, ?> association)) {
            problems.add(path, "must have the form {to: {id}, types: [{associationCategory, associationTypeId}]}, but is "
                    + Input.describe(item));
            return;
        }
        Object id = association.get("to") instanceof Map<?, ?> to ? to.get("id") : null;
        if (Scalars.isBlank(id)) {
            problems.add(path + ".to.id", "is missing: it must be the id of an existing record");
        } else {
            try {
                Parameter.digits(Scalars.id(id).strip());
            } catch (IllegalArgumentException e) {
                problems.add(path + ".to.id", e.getMessage());
            }
        }
        if (!(association.get("types") instanceof Collection<?> types) || types.isEmpty()) {
            problems.add(path + ".types", "must be a list of at least one {associationCategory, associationTypeId}");
            return;
        }
        int index = 0;
        for (Object type : types) {
            checkType(path + ".types[" + index++ + ']',
                    type instanceof Map<?, ?> ? type : call.json().toPlain(type), problems);
        }
    }

    private static void checkType(String path, Object type, Problems problems) {
        Map<?, ?> fields = type instanceof Map<?, ?> map ? map : Map.of();
        if (Scalars.isBlank(fields.get("associationCategory"))) {
            problems.add(path + ".associationCategory", "is missing: for HubSpot's own types it is "
                    + LeadAssociations.HUBSPOT_DEFINED);
        }
        if (!isWhole(fields.get("associationTypeId"))) {
            problems.add(path + ".associationTypeId",
                    "must be a whole number, such as " + LeadAssociations.PRIMARY_CONTACT + " for the primary contact");
        }
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short
                || value instanceof BigInteger;
    }
}
