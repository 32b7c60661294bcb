/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** What a handler answers, before it becomes WireMock's response. */
record Answer(int status, byte[] body, String contentType, Map<String, String> headers) {

    static final String JSON = "application/json;charset=utf-8";
    static final String HTML = "text/html;charset=utf-8";

    static Answer json(int status, JsonNode body) {
        return new Answer(status, Json.bytes(body), JSON, Map.of());
    }

    static Answer noContent() {
        return new Answer(204, new byte[0], null, Map.of());
    }

    static Answer error(ApiError error, String correlationId) {
        return json(error.status(), error.body(correlationId));
    }

    /** The page that the edge in front of the API answers with when no application is behind a path or reachable. */
    static Answer html(int status, String title) {
        String page = "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + status + " " + title
                + "</h1></body></html>";
        return new Answer(status, page.getBytes(StandardCharsets.UTF_8), HTML, Map.of());
    }

    Answer with(Map<String, String> more) {
        Map<String, String> merged = new LinkedHashMap<>(headers);
        merged.putAll(more);
        return new Answer(status, body, contentType, merged);
    }

    Answer withBody(byte[] other, String type) {
        return new Answer(status, other, type, headers);
    }
}
