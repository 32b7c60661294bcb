/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of a 429, which is not HubSpot's ordinary error: it names a policy and has no category. */
final class RateLimitBody {

    private RateLimitBody() {
    }

    static ObjectNode of(String policyName, String correlationId) {
        ObjectNode body = Json.object();
        body.put("status", "error");
        body.put("message", "You have reached your " + policyName.toLowerCase(Locale.ROOT) + " limit.");
        body.put("errorType", "RATE_LIMIT");
        body.put("correlationId", correlationId);
        body.put("policyName", policyName);
        body.put("requestId", correlationId);
        return body;
    }
}
