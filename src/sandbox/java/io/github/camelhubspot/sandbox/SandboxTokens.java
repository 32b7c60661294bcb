/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.RateLimitBody;
import io.github.camelhubspot.sandbox.internal.wire.ReceivedCall;
import io.github.camelhubspot.sandbox.internal.wire.Response;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/**
 * The credentials that the sandbox accepts (static token, private-app key, OAuth refresh grant) and faults of the token endpoint.
 *
 * <p>Thread-safe: this object's lock guards its state.
 */
public final class SandboxTokens {

    private static final List<String> SCOPES = List.of("oauth", "crm.objects.leads.read", "crm.objects.leads.write",
            "crm.objects.contacts.read", "crm.objects.contacts.write", "crm.objects.companies.read",
            "crm.objects.companies.write", "crm.import");

    /** Credentials from the builder. */
    record Credentials(String accessToken, String privateAppKey, String clientId, String clientSecret, String refreshToken) {
    }

    private final Credentials credentials;
    private final SandboxTime time;
    private final Map<String, Long> expiryByToken = new HashMap<>();
    private final Set<String> missingScopes = new LinkedHashSet<>();
    private String refreshToken;
    private boolean rotate;
    private Duration lifetime;
    private Duration delay;
    private String denial;
    private int limited;
    private int refreshCount;
    private long serial;

    SandboxTokens(Credentials credentials, SandboxTime time) {
        this.credentials = credentials;
        this.time = time;
        reset();
    }

    synchronized void reset() {
        expiryByToken.clear();
        missingScopes.clear();
        refreshToken = credentials.refreshToken();
        rotate = false;
        lifetime = Duration.ofSeconds(1800);
        delay = Duration.ZERO;
        denial = null;
        limited = 0;
        refreshCount = 0;
    }

    /** Returns the number of access tokens issued since the start or the last {@link HubSpotSandbox#reset}. */
    public synchronized int refreshCount() {
        return refreshCount;
    }

    /** Returns the current refresh token. */
    public synchronized String refreshToken() {
        return refreshToken;
    }

    /** Sets the lifetime of access tokens issued from now on, by sandbox time; whole seconds, 1800 s by default. */
    public synchronized SandboxTokens expiresIn(Duration duration) {
        lifetime = duration;
        return this;
    }

    /** Sets whether each refresh issues a new refresh token and revokes the old one; false by default. */
    public synchronized SandboxTokens rotateRefreshTokens(boolean on) {
        rotate = on;
        return this;
    }

    /** Expires all issued access tokens now. The static token stays valid. */
    public synchronized void expireAll() {
        expiryByToken.replaceAll((token, expiry) -> 0L);
    }

    /**
     * Rejects each refresh with 400 until {@link #allow}.
     *
     * @param reason {@code invalid_grant} or {@code BAD_HUB}
     */
    public synchronized SandboxTokens deny(String reason) {
        denial = reason;
        return this;
    }

    /** Ends the effect of {@link #deny}. */
    public synchronized SandboxTokens allow() {
        denial = null;
        return this;
    }

    /** Rejects the next {@code n} token requests with 429. */
    public synchronized SandboxTokens limit(int n) {
        limited = n;
        return this;
    }

    /** Delays responses of the token endpoint by real time; zero by default. */
    public synchronized SandboxTokens delay(Duration duration) {
        delay = duration;
        return this;
    }

    /** Removes a scope, for example {@code crm.objects.leads.write}, from all credentials: calls that need it get 403. */
    public synchronized SandboxTokens missingScope(String scope) {
        missingScopes.add(scope);
        return this;
    }

    /** Ends the effect of all {@link #missingScope} calls. */
    public synchronized SandboxTokens grantAllScopes() {
        missingScopes.clear();
        return this;
    }

    synchronized long delayMillis() {
        return delay.toMillis();
    }

    /**
     * Checks the credential of a call and sets the call's account to the credential's owner.
     *
     * @return whether the credential is an OAuth token
     * @throws ApiError with status 401 if the credential is missing, unknown or expired
     */
    synchronized boolean authenticate(ReceivedCall call) {
        String authorization = call.header("Authorization");
        if (authorization == null) {
            String key = call.header("private-app") != null ? call.header("private-app") : call.header("private-app-legacy");
            if (key == null) {
                throw unauthorized("INVALID_AUTHENTICATION", "Authentication credentials not found. This API supports OAuth 2.0"
                        + " authentication");
            }
            if (!key.equals(credentials.privateAppKey())) {
                throw unauthorized("INVALID_AUTHENTICATION", "The private app key is invalid");
            }
            call.account("private-app");
            return false;
        }
        String token = authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "";
        if (token.equals(credentials.accessToken())) {
            call.account("static");
            return false;
        }
        Long expiry = expiryByToken.get(token);
        if (expiry == null) {
            throw unauthorized("INVALID_AUTHENTICATION", "The access token is invalid");
        }
        if (expiry <= time.millis()) {
            throw unauthorized("EXPIRED_AUTHENTICATION", "The OAuth token used to make this call expired");
        }
        call.account("oauth");
        return true;
    }

    private static ApiError unauthorized(String category, String message) {
        return new ApiError(401, category, message);
    }

    synchronized void requireScope(String scope) {
        if (scope != null && missingScopes.contains(scope)) {
            throw new ApiError(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call")
                    .context("missingScopes", List.of(scope));
        }
    }

    synchronized Response token(ReceivedCall call) {
        if (limited > 0) {
            limited--;
            return Response.json(429, RateLimitBody.of("TEN_SECONDLY_ROLLING", call.correlationId()));
        }
        Map<String, String> form = new LinkedHashMap<>();
        ReceivedCall.parseForm(new String(call.body(), StandardCharsets.UTF_8))
                .forEach((name, values) -> form.put(name, values.get(0)));
        call.query().forEach((name, values) -> form.putIfAbsent(name, values.get(0)));
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return rejection(call, "unsupported_grant_type", "BAD_GRANT_TYPE", "missing or unknown grant type");
        }
        if (!credentials.clientId().equals(form.get("client_id"))
                || !credentials.clientSecret().equals(form.get("client_secret"))) {
            return rejection(call, "invalid_client", "BAD_CLIENT_ID", "missing or invalid client id or secret");
        }
        if ("BAD_HUB".equals(denial)) {
            return rejection(call, "invalid_grant", "BAD_HUB", "the account is not available");
        }
        if (denial != null || !refreshToken.equals(form.get("refresh_token"))) {
            return rejection(call, denial == null ? "invalid_grant" : denial, "BAD_REFRESH_TOKEN",
                    "missing or invalid refresh token");
        }
        return issue();
    }

    private Response issue() {
        refreshCount++;
        serial++;
        String accessToken = "sandbox-oauth-" + serial + "-" + "x".repeat(500);
        expiryByToken.put(accessToken, time.millis() + lifetime.toMillis());
        if (rotate) {
            refreshToken = credentials.refreshToken() + "-" + serial;
        }
        ObjectNode body = StrictJson.object();
        body.put("token_type", "bearer");
        body.put("refresh_token", refreshToken);
        body.put("access_token", accessToken);
        body.put("expires_in", lifetime.toSeconds());
        body.put("hub_id", 4_711_000_815L);
        body.set("scopes", StrictJson.array(SCOPES));
        return Response.json(200, body);
    }

    private static Response rejection(ReceivedCall call, String error, String status, String message) {
        ObjectNode body = StrictJson.object();
        body.put("status", status);
        body.put("message", message);
        body.put("error", error);
        body.put("error_description", message);
        body.put("correlationId", call.correlationId());
        return Response.json(400, body);
    }
}
