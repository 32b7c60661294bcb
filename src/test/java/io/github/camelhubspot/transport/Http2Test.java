package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.HttpVersion;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.SandboxRequest;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests routes with {@code httpVersion=HTTP_2}. */
@Timeout(120)
class Http2Test extends HubSpotTestSupport {

    @TempDir
    static Path dir;

    private final CamelTransports tls = new CamelTransports(true);

    @Override
    protected HubSpotSandbox.Builder sandboxOptions(HubSpotSandbox.Builder builder) {
        return builder.https(Certificates.in(dir).server(), Certificates.PASSWORD);
    }

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        configuration.setServiceUrl(sandbox().httpsUrl());
        configuration.setHttpVersion(HttpVersion.HTTP_2);
        configuration.setSslContextParameters(tls.trusting(Certificates.in(dir).trust()).tls());
        return configuration;
    }

    @Override
    protected void cleanupResources() {
        tls.close();
    }

    private void assertOverHttp2() {
        assertThat(sandbox().requests().all()).isNotEmpty().extracting(SandboxRequest::protocol).containsOnly("HTTP/2.0");
    }

    @Test
    void createsReadsSearchesAndBatchesLeads() {
        sandbox().contacts().create("67890", Map.of("email", "jane@example.com"));
        Map<?, ?> created = ask("hubspot-leads:create", Map.of("hs_lead_name", "Jane", "contactId", "67890"));
        String id = (String) created.get("id");
        assertThat(ask("hubspot-leads:read?properties=hs_lead_name", null, Map.of("CamelHubSpotLeadId", id), Map.class)
                .get("properties")).asString().contains("hs_lead_name=Jane");
        assertThat(ask("hubspot-leads:search?query=Jane", null).get("total")).isEqualTo(1);
        assertThat(ask("hubspot-leads:batchUpdate", List.of(Map.of("id", id, "hs_lead_name", "Janet"))).get("status"))
                .isEqualTo("COMPLETE");
        send("hubspot-leads:archive", null, Map.of("CamelHubSpotLeadId", id));
        assertThat(sandbox().leads().size()).isZero();
        assertOverHttp2();
    }

    @Test
    void importsALargeFile() throws Exception {
        Path file = dir.resolve("contacts.csv");
        StringBuilder rows = new StringBuilder("email,firstname\n");
        for (int i = 0; i < 40_000; i++) {
            rows.append("someone").append(i).append("@example.com,Somebody with a rather long name to fill the file\n");
        }
        Files.writeString(file, rows);
        assertThat(Files.size(file)).isGreaterThan(2_000_000);
        Exchange exchange = send("hubspot-import:start?objectTypeId=0-1&columnMappings=AUTO", file.toFile());
        assertThat(exchange.getException()).isNull();
        assertThat(sandbox().requests().last().part("files").length()).isEqualTo(Files.size(file));
        assertOverHttp2();
    }

    @Test
    void anErrorFromHubSpotIsTheSameExceptionAsWithHttp1() {
        sandbox().faults().next(1).status(503);
        assertThat(send("hubspot-leads:list?maxRetries=0", null).getException())
                .isInstanceOf(io.github.camelhubspot.HubSpotServerException.class);
        assertOverHttp2();
    }

    @Test
    void manyConcurrentCallsHoldNoThread() throws Exception {
        int calls = 200;
        sandbox().limits().burst(100_000); // otherwise the rate limit of 190 calls per ten seconds delays the calls
        CountDownLatch answers = new CountDownLatch(1);
        sandbox().faults().next(calls).hold(answers);
        AsyncProducer producer = context.getEndpoint("hubspot-leads:list?rateLimit=100000").createAsyncProducer();
        producer.start();
        CountDownLatch done = new CountDownLatch(calls);
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Exchange exchange = producer.getEndpoint().createExchange();
            exchanges.add(exchange);
            assertThat(producer.process(exchange, sync -> done.countDown())).as("done at once").isFalse();
        }
        // before the first response: reading responses may use all threads of the pool
        await().atMost(Duration.ofSeconds(60)).until(() -> sandbox().requests().count() >= calls / 2);
        assertThat(done.getCount()).isEqualTo(calls);
        assertThat(threadsOfTheComponent(context)).hasSizeLessThan(40);
        answers.countDown();
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(exchanges).allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
        assertOverHttp2();
        producer.stop();
    }

    @Test
    void appliesTheTlsSettingsOfTheContextOnRequest_andThoseOfTheHttpsComponent() throws Exception {
        String uri = "hubspot-leads:list?httpVersion=%s&serviceUrl=" + sandbox().httpsUrl() + "&requestTimeout=%d";
        CamelContext other = new org.apache.camel.impl.DefaultCamelContext();
        try (other; var template = other.createProducerTemplate()) {
            other.start();
            var component = other.getComponent("hubspot-leads", io.github.camelhubspot.leads.HubSpotLeadsComponent.class);
            component.getConfiguration().setAccessToken(sandbox().accessToken());
            for (HttpVersion version : HttpVersion.values()) {
                other.setSSLContextParameters(tls.tls());
                component.setUseGlobalSslContextParameters(true);
                assertThat(template.request(uri.formatted(version, 20_001), exchange -> {
                }).getException()).isNull();
                component.setUseGlobalSslContextParameters(false);
                assertThat(template.request(uri.formatted(version, 20_002), exchange -> {
                }).getException()).isInstanceOf(HubSpotTransportException.class).hasMessageContaining("TLS: nobody");
            }
            other.getComponent("https", HttpComponent.class).setSslContextParameters(tls.tls());
            for (HttpVersion version : HttpVersion.values()) {
                assertThat(template.request(uri.formatted(version, 20_003), exchange -> {
                }).getException()).isNull();
            }
        }
    }
}
