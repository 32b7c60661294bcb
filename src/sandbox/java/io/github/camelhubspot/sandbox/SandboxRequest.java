/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request as the sandbox received it.
 *
 * @param protocol   {@code HTTP/1.1} or {@code HTTP/2.0}
 * @param method     HTTP method
 * @param path       path as sent, still percent-encoded
 * @param rawQuery   query as sent, without the question mark; empty if the request had none
 * @param query      decoded query parameters, values of repeated names in order
 * @param headers    headers; names are case-insensitive
 * @param body       the body, cut after {@value #MAX_KEPT} bytes
 * @param bodyLength full length of the body in bytes
 * @param parts      parts of a multipart body; empty for other bodies
 * @param at         sandbox time of the arrival
 */
public record SandboxRequest(String protocol, String method, String path, String rawQuery,
        Map<String, List<String>> query, Map<String, List<String>> headers, byte[] body, long bodyLength,
        List<Part> parts, Instant at) {

    /** Maximum bytes that are kept of a body and of each part. */
    public static final int MAX_KEPT = 64 * 1024;

    /**
     * A part of a multipart body.
     *
     * @param name        field name
     * @param fileName    file name as sent; null if the part had none
     * @param contentType content type as sent; null if the part had none
     * @param text        content as UTF-8, cut after {@value #MAX_KEPT} bytes
     * @param length      full length of the content in bytes
     */
    public record Part(String name, String fileName, String contentType, String text, long length) {
    }

    /** Returns the kept part of the body as UTF-8 text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the first value of a header; null if the request has none. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** Returns the first part with a field name; null if the body has none. */
    public Part part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst().orElse(null);
    }
}
