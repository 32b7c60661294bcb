/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** The response of a handler, before it becomes one of WireMock. */
public record Response(int status, byte[] body, String contentType, Map<String, String> headers) {

    public static final String JSON = "application/json;charset=utf-8";
    static final String HTML = "text/html;charset=utf-8";

    public static Response json(int status, JsonNode body) {
        return new Response(status, StrictJson.bytes(body), JSON, Map.of());
    }

    public static Response noContent() {
        return new Response(204, new byte[0], null, Map.of());
    }

    public static Response error(ApiError error, String correlationId) {
        return json(error.status(), error.body(correlationId));
    }

    /** An HTML page like those that the proxy in front of the API sends if no application serves a path or none is reachable. */
    public static Response html(int status, String title) {
        String page = "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + status + " " + title
                + "</h1></body></html>";
        return new Response(status, page.getBytes(StandardCharsets.UTF_8), HTML, Map.of());
    }

    public Response with(Map<String, String> more) {
        Map<String, String> merged = new LinkedHashMap<>(headers);
        merged.putAll(more);
        return new Response(status, body, contentType, merged);
    }

    public Response withBody(byte[] other, String type) {
        return new Response(status, other, type, headers);
    }
}
