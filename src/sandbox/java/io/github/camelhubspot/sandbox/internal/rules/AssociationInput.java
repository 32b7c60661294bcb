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
import io.github.camelhubspot.sandbox.internal.wire.Ids;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** One entry of the {@code associations} of a create body. */
public record AssociationInput(long toId, List<AssociationSpec> types) {

    /** Reads the field; null if the body has none, which differs from an empty list. */
    public static List<AssociationInput> read(JsonNode parent) {
        JsonNode node = parent.get("associations");
        if (node == null || node.isNull()) {
            return null;
        }
        if (!(node instanceof ArrayNode)) {
            throw ApiError.invalid("Invalid input JSON: associations must be an array");
        }
        List<AssociationInput> inputs = new ArrayList<>();
        for (JsonNode entry : node) {
            ObjectNode object = StrictJson.requireObject(entry, "associations");
            StrictJson.onlyFields(object, "associations", Set.of("to", "types"));
            if (object.get("to") == null) {
                throw ApiError.missingField("associations.to");
            }
            ObjectNode to = StrictJson.requireObject(object.get("to"), "associations.to");
            StrictJson.onlyFields(to, "associations.to", Set.of("id"));
            long toId = Ids.parse(StrictJson.requireText(to, "id"), "association target");
            inputs.add(new AssociationInput(toId, AssociationSpec.readAll(object.get("types"), "associations.types")));
        }
        return inputs;
    }
}
