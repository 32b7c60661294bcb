/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** Category and number of an association type, as in bodies of requests. */
public record AssociationSpec(String category, int typeId) {

    public static final String HUBSPOT_DEFINED = "HUBSPOT_DEFINED";
    private static final Set<String> CATEGORIES = Set.of(HUBSPOT_DEFINED, "INTEGRATOR_DEFINED", "USER_DEFINED", "WORK");
    private static final Set<String> FIELDS = Set.of("associationCategory", "associationTypeId");

    public static AssociationSpec of(AssociationTypes.Definition definition) {
        return new AssociationSpec(HUBSPOT_DEFINED, definition.id());
    }

    public static List<AssociationSpec> readAll(JsonNode array, String where) {
        if (!(array instanceof ArrayNode) || array.isEmpty()) {
            throw ApiError.missingField(where);
        }
        List<AssociationSpec> specs = new ArrayList<>();
        for (JsonNode node : array) {
            ObjectNode object = StrictJson.requireObject(node, where);
            StrictJson.onlyFields(object, where, FIELDS);
            String category = StrictJson.requireText(object, "associationCategory");
            if (!CATEGORIES.contains(category)) {
                throw ApiError.invalid("Invalid input JSON: associationCategory " + category + " is not one of " + CATEGORIES);
            }
            JsonNode id = object.get("associationTypeId");
            if (id == null || id.isNull()) {
                throw ApiError.missingField("associationTypeId");
            }
            if (!id.isInt()) {
                throw ApiError.invalid("Invalid input JSON: associationTypeId must be an integer");
            }
            specs.add(new AssociationSpec(category, id.intValue()));
        }
        return specs;
    }

    public boolean hubspotDefined() {
        return HUBSPOT_DEFINED.equals(category);
    }

    /** Rejects a HubSpot-defined association type that does not go in this direction between these object types. */
    public void checkDirection(ObjectType from, ObjectType to) {
        if (hubspotDefined()) {
            AssociationTypes.Definition definition = AssociationTypes.find(typeId);
            if (definition == null || !definition.from().equals(from) || !definition.to().equals(to)) {
                String pair = from.plural() + " to " + to.plural();
                throw ApiError.invalid("Association type " + typeId + " is not valid from " + pair)
                        .detail("invalid association type " + typeId, "INVALID_ASSOCIATION_TYPE", null);
            }
        }
    }

    public ObjectNode toJson() {
        return StrictJson.object().put("associationCategory", category).put("associationTypeId", typeId);
    }
}
