/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** Reads the {@code inputs} of a batch and checks the rules for the batch as a whole. */
final class BatchInputs {

    static final int MAX = 100;

    private BatchInputs() {
    }

    public static List<ObjectNode> read(ObjectNode body, int max, Set<String> inputFields) {
        ArrayNode array = StrictJson.requireArray(body, "inputs");
        if (array.isEmpty()) {
            throw ApiError.invalid("No inputs were given").detail("inputs must not be empty", "REQUIRED_FIELD", "inputs");
        }
        if (array.size() > max) {
            throw ApiError.invalid("The maximum batch size is " + max + ", but " + array.size() + " inputs were given")
                    .detail("too many inputs", "BATCH_TOO_LARGE", null);
        }
        List<ObjectNode> inputs = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            ObjectNode input = StrictJson.requireObject(node, "inputs");
            StrictJson.onlyFields(input, "inputs", inputFields);
            inputs.add(input);
        }
        return inputs;
    }

    /** Rejects a batch that names a record twice, as HubSpot does. */
    static void rejectDuplicates(List<ObjectNode> inputs) {
        Set<String> seen = new HashSet<>();
        for (ObjectNode input : inputs) {
            String key = StrictJson.optionalText(input, "idProperty") + "=" + StrictJson.requireText(input, "id");
            if (!seen.add(key)) {
                throw ApiError.invalid("Duplicate IDs found in batch input: [" + input.get("id").textValue()
                        + "]. IDs must be unique").detail("duplicate id", "DUPLICATE_ID", null);
            }
        }
    }

    /** Whether all inputs have unique trace ids; only then HubSpot reports an outcome for each input of a create. */
    static boolean allTraced(List<ObjectNode> inputs) {
        Set<String> seen = new HashSet<>();
        for (ObjectNode input : inputs) {
            String trace = StrictJson.optionalText(input, "objectWriteTraceId");
            if (trace == null || trace.isEmpty() || !seen.add(trace)) {
                return false;
            }
        }
        return true;
    }
}
