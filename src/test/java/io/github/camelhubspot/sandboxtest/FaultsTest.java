/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandboxtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import io.github.camelhubspot.sandbox.SandboxRequest;
import io.github.camelhubspot.sandboxtest.SandboxClient.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scripted faults, recorded requests and the server itself. */
@Tag("integration")
class FaultsTest {

    private static final String LEADS = "/crm/v3/objects/leads";
    private static final String BODY = "{'associations':[],'properties':{'hs_lead_name':'A'}}";

    @RegisterExtension
    static final HubSpotSandboxExtension HUBSPOT = new HubSpotSandboxExtension(builder -> builder.requireAssociation(false).https());

    private HubSpotSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void setUp(HubSpotSandbox injected) {
        sandbox = injected;
        client = new SandboxClient(sandbox);
    }

    @Test
    void appliesFaultsInOrderAndThenSucceeds() {
        sandbox.faults().next(2).status(503);
        sandbox.faults().next(1).status(429, "SECONDLY").header("Retry-After", "7");
        sandbox.faults().next(1).status(502).html();
        sandbox.faults().next(1).status(400).body("{\"message\":\"mine\"}");
        assertThat(sandbox.faults().pending()).isEqualTo(5);
        assertThat(client.post(LEADS, BODY).status()).isEqualTo(503);
        assertThat(client.post(LEADS, BODY).header("X-HubSpot-Correlation-Id")).isNotNull();
        Response limited = client.post(LEADS, BODY);
        assertThat(limited.at("/policyName")).isEqualTo("SECONDLY");
        assertThat(limited.header("Retry-After")).isEqualTo("7");
        Response html = client.post(LEADS, BODY);
        assertThat(html.status()).isEqualTo(502);
        assertThat(html.header("Content-Type")).startsWith("text/html");
        assertThat(client.post(LEADS, BODY).at("/message")).isEqualTo("mine");
        assertThat(sandbox.leads().size()).isZero();
        assertThat(client.post(LEADS, BODY).status()).isEqualTo(201);
        assertThat(sandbox.faults().fired()).isEqualTo(5);
    }

    @Test
    void aFaultAppliesOnlyToTheCallsItNames() {
        sandbox.faults().next(1).on("GET", ".*/leads/\\d+").status(500);
        assertThat(client.post(LEADS, BODY).status()).isEqualTo(201);
        assertThat(client.get(LEADS).status()).isEqualTo(200);
        assertThat(client.get(LEADS + "/1").status()).isEqualTo(500);
        assertThat(client.get(LEADS + "/1").status()).isEqualTo(404);
        sandbox.faults().next(1).status(500);
        sandbox.faults().clear();
        assertThat(client.get(LEADS).status()).isEqualTo(200);
    }

    @Test
    void aResetBeforeProcessingHasNoEffectAndALaterOneLosesTheResponse() {
        sandbox.faults().next(1).on("POST", ".*").reset();
        assertThatThrownBy(() -> client.post(LEADS, BODY)).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.leads().size()).isZero();
        sandbox.faults().next(1).on("POST", ".*").resetAfterProcessing();
        assertThatThrownBy(() -> client.post(LEADS, BODY)).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.leads().size()).isEqualTo(1);
    }

    @Test
    void responsesCanBeUnreadable() {
        sandbox.faults().next(1).garbage();
        sandbox.faults().next(1).emptyBody();
        sandbox.faults().next(1).truncate();
        Response garbage = client.get(LEADS);
        assertThat(garbage.status()).isEqualTo(200);
        assertThat(garbage.json()).isNull();
        assertThat(client.get(LEADS).text()).isEmpty();
        Response cut = client.post(LEADS, BODY);
        assertThat(cut.status()).isEqualTo(201);
        assertThat(cut.json()).isNull();
        assertThat(cut.text()).startsWith("{");
        assertThat(sandbox.leads().size()).isEqualTo(1);
    }

    @Test
    void responsesCanBeSlow() {
        sandbox.faults().next(1).delay(Duration.ofMillis(300));
        assertThat(time(() -> assertThat(client.get(LEADS).status()).isEqualTo(200))).isGreaterThanOrEqualTo(Duration.ofMillis(290));
        sandbox.faults().next(1).drip(Duration.ofMillis(400));
        assertThat(time(() -> assertThat(client.get(LEADS).json().has("results")).isTrue()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    private static Duration time(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @Test
    void recordsRequestsAsReceived() {
        client.get(LEADS + "?properties=a%2Cb&properties=c&limit=5");
        SandboxRequest get = sandbox.requests().last();
        assertThat(get.rawQuery()).isEqualTo("properties=a%2Cb&properties=c&limit=5");
        assertThat(get.query()).containsEntry("properties", List.of("a,b", "c"));
        assertThat(get.header("authorization")).isEqualTo("Bearer sandbox-token");
        client.post(LEADS, BODY);
        assertThat(sandbox.requests().last().bodyText()).contains("hs_lead_name");
        new Upload().file("ä b.csv", "x".repeat(SandboxRequest.MAX_KEPT + 5)).request("{}").send(client, "/crm/v3/imports");
        SandboxRequest upload = sandbox.requests().last();
        assertThat(upload.part("files").fileName()).isEqualTo("ä b.csv");
        assertThat(upload.part("files").length()).isEqualTo(SandboxRequest.MAX_KEPT + 5);
        assertThat(upload.part("importRequest").text()).isEqualTo("{}");
        assertThat(upload.body()).hasSize(SandboxRequest.MAX_KEPT);
        assertThat(sandbox.requests().count()).isEqualTo(3);
        assertThat(sandbox.requests().count("POST", ".*/leads")).isEqualTo(1);
        sandbox.requests().clear();
        assertThat(sandbox.requests().all()).isEmpty();
    }

    @Test
    void resetRestoresTheInitialState() {
        client.post(LEADS, BODY);
        sandbox.limits().burst(1);
        sandbox.faults().next(1).status(500);
        sandbox.tokens().missingScope("crm.objects.leads.read");
        sandbox.imports().create("x");
        int port = java.net.URI.create(sandbox.url()).getPort();
        sandbox.reset();
        assertThat(sandbox.leads().all()).isEmpty();
        assertThat(sandbox.imports().all()).isEmpty();
        assertThat(sandbox.requests().count()).isZero();
        assertThat(client.get(LEADS).status()).isEqualTo(200);
        assertThat(client.get(LEADS).status()).isEqualTo(200);
        assertThat(java.net.URI.create(sandbox.url()).getPort()).isEqualTo(port);
        assertThat(sandbox.httpsUrl()).startsWith("https://localhost:");
    }

    @Test
    void concurrentClientsSeeAConsistentAccount() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(50);
        try {
            List<Future<Integer>> calls = IntStream.range(0, 1000)
                    .mapToObj(i -> clients.submit(() -> client.post(LEADS, BODY).status())).toList();
            for (Future<Integer> call : calls) {
                assertThat(call.get()).isEqualTo(201);
            }
        } finally {
            clients.shutdown();
        }
        assertThat(sandbox.leads().size()).isEqualTo(1000);
        assertThat(sandbox.requests().count()).isEqualTo(1000);
        assertThat(sandbox.leads().all().stream().map(lead -> lead.id()).distinct().count()).isEqualTo(1000);
    }

    @Test
    void twoSandboxesShareNothing() {
        try (HubSpotSandbox other = HubSpotSandbox.builder().accessToken("another").start()) {
            other.leads().create(Map.of("hs_lead_name", "Theirs"));
            assertThat(sandbox.leads().size()).isZero();
            assertThat(new SandboxClient(other).get(LEADS).json().at("/results")).hasSize(1);
            assertThat(new SandboxClient(other).token(sandbox.accessToken()).get(LEADS).status()).isEqualTo(401);
        }
    }
}
