/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.Response;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** Collects the results and errors of a batch and builds HubSpot's response. */
final class BatchResponse {

    private final Account account;
    private final int completeStatus;
    private final List<ObjectNode> results = new ArrayList<>();
    private final List<ObjectNode> errors = new ArrayList<>();

    BatchResponse(Account account, int completeStatus) {
        this.account = account;
        this.completeStatus = completeStatus;
    }

    void result(ObjectNode result, String traceId) {
        if (traceId != null) {
            result.put("objectWriteTraceId", traceId);
        }
        results.add(result);
    }

    /** Adds the error of an input. */
    public void error(ApiError error, String id, String traceId) {
        Map<String, List<String>> position = new LinkedHashMap<>();
        if (id != null) {
            position.put("ids", List.of(id));
        }
        if (traceId != null) {
            position.put("objectWriteTraceId", List.of(traceId));
        }
        errors.add(error.batchEntry(position));
    }

    /** Adds one error for all ids that a read did not find, as HubSpot does. */
    void missing(List<String> ids) {
        errors.add(ApiError.notFound("Could not get some objects, they may be deleted or not exist. Check that ids are valid.")
                .batchEntry(Map.of("ids", ids)));
    }

    Response toResponse() {
        ObjectNode body = StrictJson.object();
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
        String now = StrictJson.iso(account.now());
        body.put("requestedAt", now).put("startedAt", now).put("completedAt", now);
        return Response.json(errors.isEmpty() ? completeStatus : 207, body);
    }
}
