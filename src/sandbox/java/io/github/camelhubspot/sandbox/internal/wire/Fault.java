/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/**
 * What goes wrong with a call.
 *
 * @param method     method of the calls; null for any
 * @param path       pattern that the whole path must match; null for any
 * @param status     status of a {@link Kind#STATUS}
 * @param policyName rate-limit policy that the body of a {@link Kind#STATUS} names; null for HubSpot's ordinary error
 * @param millis     length of a {@link Kind#DELAY} or {@link Kind#DRIP}
 * @param hold       opens when the response of a {@link Kind#HOLD} may be sent; else null
 * @param headers    additional headers of a made-up response
 * @param body       body of a made-up response; null for the usual one
 * @param html       whether a made-up response is an HTML page
 */
public record Fault(Kind kind, String method, Pattern path, int status, String policyName, long millis, CountDownLatch hold,
        Map<String, String> headers, String body, boolean html) {

    public enum Kind {
        STATUS, DELAY, RESET, RESET_AFTER, GARBAGE, EMPTY, TRUNCATE, DRIP, HOLD
    }

    public Fault(Kind kind, String method, Pattern path, int status, String policyName, long millis, CountDownLatch hold) {
        this(kind, method, path, status, policyName, millis, hold, Map.of(), null, false);
    }

    public Fault withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Fault(kind, method, path, status, policyName, millis, hold, more, body, html);
    }

    public Fault withBody(String text) {
        return new Fault(kind, method, path, status, policyName, millis, hold, headers, text, html);
    }

    public Fault withHtml() {
        return new Fault(kind, method, path, status, policyName, millis, hold, headers, body, true);
    }

    public boolean appliesTo(String callMethod, String callPath) {
        return (method == null || method.equals(callMethod)) && (path == null || path.matcher(callPath).matches());
    }

    /** Whether the call has no effect and gets a made-up response. */
    public boolean replacesResponse() {
        return kind == Kind.STATUS || kind == Kind.GARBAGE || kind == Kind.EMPTY;
    }

    public Response madeUpResponse(String correlationId) {
        if (kind == Kind.GARBAGE) {
            return new Response(200, "<!-- not JSON } [".getBytes(StandardCharsets.UTF_8), Response.JSON, Map.of());
        }
        if (kind == Kind.EMPTY) {
            return new Response(200, new byte[0], Response.JSON, Map.of());
        }
        Response response = statusResponse(correlationId);
        if (body != null) {
            response = response.withBody(body.getBytes(StandardCharsets.UTF_8), response.contentType());
        }
        return response.with(headers);
    }

    private Response statusResponse(String correlationId) {
        if (html) {
            return Response.html(status, "Error from the edge");
        }
        if (policyName != null) {
            return Response.json(status, RateLimitBody.of(policyName, correlationId));
        }
        return Response.error(new ApiError(status, status < 500 ? "VALIDATION_ERROR" : "INTERNAL_ERROR",
                "scripted status " + status), correlationId);
    }
}
