/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The {@code inputs} of a batch body, with the rules that hold for the batch as a whole. */
final class BatchInputs {

    static final int MAX = 100;

    private BatchInputs() {
    }

    static List<ObjectNode> read(ObjectNode body, int max, Set<String> inputFields) {
        ArrayNode array = Json.requireArray(body, "inputs");
        if (array.isEmpty()) {
            throw ApiError.invalid("No inputs were given").detail("inputs must not be empty", "REQUIRED_FIELD", "inputs");
        }
        if (array.size() > max) {
            throw ApiError.invalid("The maximum batch size is " + max + ", but " + array.size() + " inputs were given")
                    .detail("too many inputs", "BATCH_TOO_LARGE", null);
        }
        List<ObjectNode> inputs = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            ObjectNode input = Json.requireObject(node, "inputs");
            Json.onlyFields(input, "inputs", inputFields);
            inputs.add(input);
        }
        return inputs;
    }

    /** HubSpot refuses a whole call in which one record is named twice. */
    static void refuseDuplicates(List<ObjectNode> inputs) {
        Set<String> seen = new HashSet<>();
        for (ObjectNode input : inputs) {
            String key = Json.optionalText(input, "idProperty") + "=" + Json.requireText(input, "id");
            if (!seen.add(key)) {
                throw ApiError.invalid("Duplicate IDs found in batch input: [" + input.get("id").textValue()
                        + "]. IDs must be unique").detail("duplicate id", "DUPLICATE_ID", null);
            }
        }
    }

    /** A create answers input by input only when every input has a trace id of its own. */
    static boolean allTraced(List<ObjectNode> inputs) {
        Set<String> seen = new HashSet<>();
        for (ObjectNode input : inputs) {
            String trace = Json.optionalText(input, "objectWriteTraceId");
            if (trace == null || trace.isEmpty() || !seen.add(trace)) {
                return false;
            }
        }
        return true;
    }
}
