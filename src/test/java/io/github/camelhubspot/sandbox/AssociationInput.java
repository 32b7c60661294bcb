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

/** One entry of the {@code associations} of a create body. */
record AssociationInput(long toId, List<AssociationSpec> types) {

    /** Reads the field; null when the body has none, which is not the same as an empty list. */
    static List<AssociationInput> read(JsonNode parent) {
        JsonNode node = parent.get("associations");
        if (node == null || node.isNull()) {
            return null;
        }
        if (!(node instanceof ArrayNode)) {
            throw ApiError.invalid("Invalid input JSON: associations must be an array");
        }
        List<AssociationInput> inputs = new ArrayList<>();
        for (JsonNode entry : node) {
            ObjectNode object = Json.requireObject(entry, "associations");
            Json.onlyFields(object, "associations", Set.of("to", "types"));
            if (object.get("to") == null) {
                throw ApiError.missingField("associations.to");
            }
            ObjectNode to = Json.requireObject(object.get("to"), "associations.to");
            Json.onlyFields(to, "associations.to", Set.of("id"));
            long toId = Ids.parse(Json.requireText(to, "id"), "association target");
            inputs.add(new AssociationInput(toId, AssociationSpec.readAll(object.get("types"), "associations.types")));
        }
        return inputs;
    }
}
