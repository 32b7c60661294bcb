/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandboxtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import io.github.camelhubspot.sandboxtest.SandboxClient.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials and rate limits. */
@Tag("integration")
class AccessTest {

    private static final String LEADS = "/crm/v3/objects/leads";
    private static final String FORM = "grant_type=refresh_token&client_id=id&client_secret=s%26cret&refresh_token=refresh";

    @RegisterExtension
    static final HubSpotSandboxExtension HUBSPOT =
            new HubSpotSandboxExtension(builder -> builder.oauthClient("id", "s&cret", "refresh"));

    private HubSpotSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void setUp() {
        sandbox = HUBSPOT.sandbox();
        client = new SandboxClient(sandbox);
        sandbox.time().set(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void acceptsOnlyKnownCredentials() {
        assertThat(client.get(LEADS).status()).isEqualTo(200);
        Response wrong = client.token("wrong").get(LEADS);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.at("/category")).isEqualTo("INVALID_AUTHENTICATION");
        client.token(null);
        assertThat(client.get(LEADS).status()).isEqualTo(401);
        assertThat(client.exchange(client.request(LEADS).header("private-app", "sandbox-key").GET()).status()).isEqualTo(200);
        assertThat(client.exchange(client.request(LEADS).header("private-app-legacy", "sandbox-key").GET()).status()).isEqualTo(200);
        assertThat(client.exchange(client.request(LEADS).header("private-app", "wrong").GET()).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v3", "2026-03", "2026-09"})
    void exchangesARefreshTokenForAccessTokensThatExpire(String version) {
        String path = "/oauth/" + version + "/token";
        Response first = client.form(path, FORM);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.at("/token_type")).isEqualTo("bearer");
        assertThat(first.at("/refresh_token")).isEqualTo("refresh");
        assertThat(first.json().at("/expires_in").asInt()).isEqualTo(1800);
        assertThat(first.header("X-HubSpot-RateLimit-Daily")).isNull();
        String token = first.at("/access_token");
        assertThat(client.form(path, FORM).at("/access_token")).isNotEqualTo(token);
        assertThat(sandbox.tokens().refreshCount()).isEqualTo(2);

        Response call = client.token(token).get(LEADS);
        assertThat(call.status()).isEqualTo(200);
        assertThat(call.header("X-HubSpot-RateLimit-Daily")).isNull();
        assertThat(call.header("X-HubSpot-RateLimit-Max")).isNotNull();
        sandbox.time().advance(Duration.ofSeconds(1800));
        Response expired = client.get(LEADS);
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.at("/category")).isEqualTo("EXPIRED_AUTHENTICATION");
    }

    @Test
    void rejectsInvalidGrants() {
        Response wrong = client.form("/oauth/v3/token", FORM.replace("refresh_token=refresh", "refresh_token=x"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/error")).isEqualTo("invalid_grant");
        assertThat(wrong.at("/status")).isEqualTo("BAD_REFRESH_TOKEN");
        assertThat(client.form("/oauth/v3/token", FORM.replace("s%26cret", "x")).at("/status")).isEqualTo("BAD_CLIENT_ID");
        assertThat(client.form("/oauth/v3/token", "grant_type=password").status()).isEqualTo(400);
        assertThat(client.form("/oauth/v3/token?refresh_token=refresh", FORM).status()).isEqualTo(400);
        assertThat(client.form("/oauth/v1/token?" + FORM, "").status()).isEqualTo(200);
        assertThat(client.send("POST", "/oauth/v3/token", "application/json", BodyPublishers.ofString("{}")).status()).isEqualTo(415);
        sandbox.tokens().deny("BAD_HUB");
        assertThat(client.form("/oauth/v3/token", FORM).at("/status")).isEqualTo("BAD_HUB");
        sandbox.tokens().deny("invalid_grant");
        assertThat(client.form("/oauth/v3/token", FORM).at("/error")).isEqualTo("invalid_grant");
        sandbox.tokens().allow().limit(1);
        assertThat(client.form("/oauth/v3/token", FORM).status()).isEqualTo(429);
        assertThat(client.form("/oauth/v3/token", FORM).status()).isEqualTo(200);
    }

    @Test
    void aRotatedRefreshTokenRevokesTheFormerOne() {
        sandbox.tokens().rotateRefreshTokens(true).expiresIn(Duration.ofMinutes(5));
        Response first = client.form("/oauth/v3/token", FORM);
        assertThat(first.json().at("/expires_in").asInt()).isEqualTo(300);
        assertThat(first.at("/refresh_token")).isNotEqualTo("refresh").isEqualTo(sandbox.tokens().refreshToken());
        assertThat(client.form("/oauth/v3/token", FORM).status()).isEqualTo(400);
        client.token(first.at("/access_token"));
        assertThat(client.get(LEADS).status()).isEqualTo(200);
        sandbox.tokens().expireAll();
        assertThat(client.get(LEADS).status()).isEqualTo(401);
    }

    @Test
    void namesTheMissingScope() {
        sandbox.tokens().missingScope("crm.objects.leads.write");
        Response response = client.post(LEADS, "{}");
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.at("/category")).isEqualTo("MISSING_SCOPES");
        assertThat(response.at("/context/missingScopes/0")).isEqualTo("crm.objects.leads.write");
        assertThat(client.get(LEADS).status()).isEqualTo(200);
        sandbox.tokens().grantAllScopes();
        assertThat(client.post(LEADS, "{}").status()).isEqualTo(400);
    }

    @Test
    void reportsRateLimitsAndEnforcesThemOnDemand() {
        sandbox.limits().burst(3);
        assertThat(client.get(LEADS).header("X-HubSpot-RateLimit-Remaining")).isEqualTo("2");
        client.get(LEADS);
        sandbox.time().advance(Duration.ofSeconds(5));
        Response third = client.get(LEADS);
        assertThat(third.header("X-HubSpot-RateLimit-Remaining")).isEqualTo("0");
        assertThat(third.header("X-HubSpot-RateLimit-Interval-Milliseconds")).isEqualTo("10000");
        Response refused = client.get(LEADS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/policyName")).isEqualTo("TEN_SECONDLY_ROLLING");
        assertThat(refused.at("/errorType")).isEqualTo("RATE_LIMIT");
        assertThat(refused.json().has("category")).isFalse();
        assertThat(refused.header("Retry-After")).isNull();
        sandbox.time().advance(Duration.ofSeconds(5));
        assertThat(client.get(LEADS).status()).isEqualTo(200);
        assertThat(sandbox.limits().refused()).isEqualTo(1);
        assertThat(sandbox.limits().total()).isEqualTo(5);
        assertThat(sandbox.limits().maxInTenSeconds()).isEqualTo(4);
    }

    @Test
    void searchesHaveTheirOwnRateLimitAndNoHeaders() {
        sandbox.limits().search(2).burst(1).retryAfter(Duration.ofSeconds(3));
        assertThat(client.post(LEADS + "/search", "{}").header("X-HubSpot-RateLimit-Max")).isNull();
        assertThat(client.post(LEADS + "/search", "{}").status()).isEqualTo(200);
        Response refused = client.post(LEADS + "/search", "{}");
        assertThat(refused.at("/policyName")).isEqualTo("SECONDLY");
        assertThat(refused.header("Retry-After")).isEqualTo("3");
        sandbox.time().advance(Duration.ofSeconds(1));
        assertThat(client.post(LEADS + "/search", "{}").status()).isEqualTo(200);
        assertThat(client.get(LEADS).status()).isEqualTo(200);
        assertThat(sandbox.limits().maxSearchesInOneSecond()).isEqualTo(3);
    }

    @Test
    void theDailyLimitResetsAtMidnight() {
        sandbox.limits().daily(1);
        assertThat(client.get(LEADS).header("X-HubSpot-RateLimit-Daily-Remaining")).isEqualTo("0");
        assertThat(client.get(LEADS).at("/policyName")).isEqualTo("DAILY");
        sandbox.time().advance(Duration.ofDays(1));
        assertThat(client.get(LEADS).status()).isEqualTo(200);
    }
}
