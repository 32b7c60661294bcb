/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Collects the verdicts of a batch and gives them HubSpot's envelope. */
final class BatchAnswer {

    private final Account account;
    private final int allGood;
    private final List<ObjectNode> results = new ArrayList<>();
    private final List<ObjectNode> errors = new ArrayList<>();

    BatchAnswer(Account account, int allGood) {
        this.account = account;
        this.allGood = allGood;
    }

    void result(ObjectNode result, String traceId) {
        if (traceId != null) {
            result.put("objectWriteTraceId", traceId);
        }
        results.add(result);
    }

    /** An error entry that says which input it belongs to. */
    void error(ApiError error, String id, String traceId) {
        Map<String, List<String>> position = new LinkedHashMap<>();
        if (id != null) {
            position.put("ids", List.of(id));
        }
        if (traceId != null) {
            position.put("objectWriteTraceId", List.of(traceId));
        }
        errors.add(error.batchEntry(position));
    }

    /** One entry for all ids that a read did not find: the number of entries is not the number of misses. */
    void missing(List<String> ids) {
        errors.add(ApiError.notFound("Could not get some objects, they may be deleted or not exist. Check that ids are valid.")
                .batchEntry(Map.of("ids", ids)));
    }

    Answer answer() {
        ObjectNode body = Json.object();
        body.put("status", "COMPLETE");
        ArrayNode list = body.putArray("results");
        if (account.reverseBatchResults()) {
            Collections.reverse(results);
        }
        list.addAll(results);
        if (!errors.isEmpty()) {
            body.put("numErrors", errors.size());
            body.putArray("errors").addAll(errors);
        }
        String now = Json.iso(account.now());
        body.put("requestedAt", now).put("startedAt", now).put("completedAt", now);
        return Answer.json(errors.isEmpty() ? allGood : 207, body);
    }
}
