/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of a 429. Unlike HubSpot's other errors, it names a policy and has no category. */
public final class RateLimitBody {

    private RateLimitBody() {
    }

    public static ObjectNode of(String policyName, String correlationId) {
        ObjectNode body = StrictJson.object();
        body.put("status", "error");
        body.put("message", "You have reached your " + policyName.toLowerCase(Locale.ROOT) + " limit.");
        body.put("errorType", "RATE_LIMIT");
        body.put("correlationId", correlationId);
        body.put("policyName", policyName);
        body.put("requestId", correlationId);
        return body;
    }
}
