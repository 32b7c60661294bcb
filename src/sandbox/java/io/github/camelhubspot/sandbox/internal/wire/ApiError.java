/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error in HubSpot's format. Handlers throw it; it becomes a response, or an entry of a batch response's errors. */
public final class ApiError extends RuntimeException {

    /** One entry of {@code errors[]}. */
    record Detail(String message, String code, String property) {
    }

    private final int status;
    private final String category;
    private String subCategory;
    private final List<Detail> details = new ArrayList<>();
    private final Map<String, List<String>> context = new LinkedHashMap<>();

    public ApiError(int status, String category, String message) {
        super(message, null, false, false);
        this.status = status;
        this.category = category;
    }

    public static ApiError invalid(String message) {
        return new ApiError(400, "VALIDATION_ERROR", message);
    }

    public static ApiError missingField(String field) {
        return invalid("Some required fields were not set: [" + field + "]")
                .detail(field + " is required", "REQUIRED_FIELD", field);
    }

    public static ApiError notFound(String message) {
        return new ApiError(404, "OBJECT_NOT_FOUND", message);
    }

    public ApiError detail(String message, String code, String property) {
        details.add(new Detail(message, code, property));
        return this;
    }

    public ApiError subCategory(String text) {
        subCategory = text;
        return this;
    }

    public ApiError context(String key, List<String> values) {
        context.put(key, List.copyOf(values));
        return this;
    }

    public int status() {
        return status;
    }

    public String category() {
        return category;
    }

    /** Returns the body of a response. */
    public ObjectNode body(String correlationId) {
        ObjectNode body = StrictJson.object();
        body.put("status", "error");
        body.put("message", getMessage());
        body.put("correlationId", correlationId);
        body.put("category", category);
        addSubCategory(body);
        addDetails(body);
        return body;
    }

    /** Returns an entry of a batch response's {@code errors}, which has no correlation id. */
    public ObjectNode batchEntry(Map<String, List<String>> position) {
        ObjectNode entry = StrictJson.object();
        entry.put("status", "error");
        entry.put("category", category);
        addSubCategory(entry);
        entry.put("message", getMessage());
        context.putAll(position);
        addDetails(entry);
        return entry;
    }

    private void addSubCategory(ObjectNode target) {
        if (subCategory != null) {
            target.put("subCategory", subCategory);
        }
    }

    private void addDetails(ObjectNode target) {
        if (!context.isEmpty()) {
            ObjectNode node = target.putObject("context");
            context.forEach((key, values) -> node.set(key, StrictJson.array(values)));
        }
        if (!details.isEmpty()) {
            ArrayNode errors = target.putArray("errors");
            for (Detail detail : details) {
                ObjectNode node = errors.addObject();
                node.put("message", detail.message());
                node.put("code", detail.code());
                if (detail.property() != null) {
                    node.putObject("context").putArray("propertyName").add(detail.property());
                }
            }
        }
    }
}
