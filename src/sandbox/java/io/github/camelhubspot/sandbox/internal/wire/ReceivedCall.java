/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A call with decoded path and query. Each path segment is decoded alone, so that an encoded slash stays in its segment. */
public final class ReceivedCall {

    private final String method;
    private final String path;
    private final List<String> segments;
    private final Map<String, List<String>> query;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final String correlationId;

    private String account = "";

    public ReceivedCall(String method, String path, String rawQuery, Map<String, List<String>> headers, byte[] body,
            String correlationId) {
        this.method = method;
        this.path = path;
        this.segments = segments(path);
        this.query = parseForm(rawQuery);
        this.headers = headers;
        this.body = body;
        this.correlationId = correlationId;
    }

    private static List<String> segments(String path) {
        List<String> decoded = new ArrayList<>();
        String[] raw = path.substring(path.startsWith("/") ? 1 : 0).split("/", -1);
        for (String segment : raw) {
            decoded.add(decode(segment.replace("+", "%2B")));
        }
        return List.copyOf(decoded);
    }

    /** Decodes {@code a=b&c=d}; keeps the order and repeated names. */
    public static Map<String, List<String>> parseForm(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return values;
        }
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("Malformed percent-encoding in the URL");
        }
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public List<String> segments() {
        return segments;
    }

    public Map<String, List<String>> query() {
        return query;
    }

    public byte[] body() {
        return body;
    }

    public String correlationId() {
        return correlationId;
    }

    /** Returns the app whose credential made the call; an app sees its own imports only. */
    public String account() {
        return account;
    }

    public void account(String name) {
        account = name;
    }

    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** Returns the media type without parameters, in lower case; empty if the call has none. */
    public String mediaType() {
        String type = header("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    public void onlyParams(Set<String> known) {
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                throw ApiError.invalid("Unrecognized query parameter: " + name).detail("unknown query parameter " + name,
                        "UNKNOWN_QUERY_PARAMETER", null);
            }
        }
    }

    public String param(String name) {
        List<String> values = query.get(name);
        if (values == null) {
            return null;
        }
        if (values.size() > 1) {
            throw ApiError.invalid("Query parameter " + name + " was given more than once");
        }
        return values.get(0);
    }

    /** Returns the values of a parameter that is comma-separated, repeated or both. */
    public List<String> listParam(String name) {
        List<String> all = new ArrayList<>();
        for (String value : query.getOrDefault(name, List.of())) {
            Arrays.stream(value.split(",")).map(String::trim).filter(part -> !part.isEmpty()).forEach(all::add);
        }
        return all;
    }

    public boolean flag(String name) {
        String value = param(name);
        if (value == null || "false".equals(value)) {
            return false;
        }
        if ("true".equals(value)) {
            return true;
        }
        throw ApiError.invalid("Query parameter " + name + " must be true or false, not " + value);
    }

    public int intParam(String name, int defaultValue, int min, int max) {
        String value = param(name);
        if (value == null) {
            return defaultValue;
        }
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("Query parameter " + name + " must be an integer, not " + value);
        }
        if (number < min || number > max) {
            throw ApiError.invalid("Query parameter " + name + " must be between " + min + " and " + max + ", not " + number);
        }
        return number;
    }
}
