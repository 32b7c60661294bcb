/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** A scripted fault and for how many more calls it lies in wait. Guarded by the faults. */
final class Fault {

    enum Kind {
        STATUS, DELAY, RESET, RESET_AFTER, GARBAGE, EMPTY, TRUNCATE, DRIP, HOLD
    }

    final Kind kind;
    final String method;
    final Pattern path;
    final int status;
    final String policyName;
    final long millis;
    final Map<String, String> headers = new LinkedHashMap<>();
    /** Opens when an answer that is held may go out; {@code null} for faults of another kind. */
    final CountDownLatch hold;
    int remaining;
    String body;
    boolean html;

    Fault(Kind kind, int remaining, String method, Pattern path, int status, String policyName, long millis,
            CountDownLatch hold) {
        this.kind = kind;
        this.remaining = remaining;
        this.method = method;
        this.path = path;
        this.status = status;
        this.policyName = policyName;
        this.millis = millis;
        this.hold = hold;
    }

    boolean hits(String callMethod, String callPath) {
        return (method == null || method.equals(callMethod)) && (path == null || path.matcher(callPath).matches());
    }

    /** Whether the call has no effect: its answer is made up. */
    boolean replacesAnswer() {
        return kind == Kind.STATUS || kind == Kind.GARBAGE || kind == Kind.EMPTY;
    }

    Answer madeUpAnswer(String correlationId) {
        if (kind == Kind.GARBAGE) {
            return new Answer(200, "<!-- not JSON } [".getBytes(java.nio.charset.StandardCharsets.UTF_8), Answer.JSON, Map.of());
        }
        if (kind == Kind.EMPTY) {
            return new Answer(200, new byte[0], Answer.JSON, Map.of());
        }
        Answer answer;
        if (html) {
            answer = Answer.html(status, "Error from the edge");
        } else if (policyName != null) {
            answer = Answer.json(status, RateLimitBody.of(policyName, correlationId));
        } else {
            answer = Answer.error(new ApiError(status, status < 500 ? "VALIDATION_ERROR" : "INTERNAL_ERROR",
                    "scripted status " + status), correlationId);
        }
        if (body != null) {
            answer = answer.withBody(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), answer.contentType());
        }
        return answer.with(headers);
    }
}
