/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Category and number of an association type, as bodies carry them. */
record AssociationSpec(String category, int typeId) {

    static final String HUBSPOT_DEFINED = "HUBSPOT_DEFINED";
    private static final Set<String> CATEGORIES = Set.of(HUBSPOT_DEFINED, "INTEGRATOR_DEFINED", "USER_DEFINED", "WORK");
    private static final Set<String> FIELDS = Set.of("associationCategory", "associationTypeId");

    static AssociationSpec of(AssociationTypes.Definition definition) {
        return new AssociationSpec(HUBSPOT_DEFINED, definition.id());
    }

    static List<AssociationSpec> readAll(JsonNode array, String where) {
        if (!(array instanceof ArrayNode) || array.isEmpty()) {
            throw ApiError.missingField(where);
        }
        List<AssociationSpec> specs = new ArrayList<>();
        for (JsonNode node : array) {
            ObjectNode object = Json.requireObject(node, where);
            Json.onlyFields(object, where, FIELDS);
            String category = Json.requireText(object, "associationCategory");
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

    boolean hubspotDefined() {
        return HUBSPOT_DEFINED.equals(category);
    }

    /** Refuses a HubSpot-defined type that does not lead from the one type to the other: the direction matters. */
    void checkDirection(ObjectType from, ObjectType to) {
        if (hubspotDefined()) {
            AssociationTypes.Definition definition = AssociationTypes.find(typeId);
            if (definition == null || !definition.from().equals(from) || !definition.to().equals(to)) {
                throw ApiError.invalid("Association type " + typeId + " is not valid from " + from.plural() + " to " + to.plural())
                        .detail("invalid association type " + typeId, "INVALID_ASSOCIATION_TYPE", null);
            }
        }
    }

    ObjectNode toJson() {
        return Json.object().put("associationCategory", category).put("associationTypeId", typeId);
    }
}
