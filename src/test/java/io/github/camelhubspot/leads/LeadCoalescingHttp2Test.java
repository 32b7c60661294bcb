package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.SandboxRequest;
import io.github.camelhubspot.transport.Http2Sandbox;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Coalesced calls over HTTP/2, which blocks no thread. */
@Timeout(120)
class LeadCoalescingHttp2Test extends LeadsTestSupport {

    @Override
    protected HubSpotSandbox.Builder sandboxOptions(HubSpotSandbox.Builder builder) {
        return Http2Sandbox.of(builder);
    }

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        Http2Sandbox.connect(configuration, sandbox());
        return configuration;
    }

    @Test
    void eachGetsItsOwnLead() throws Exception {
        List<String> ids = IntStream.range(0, 300).mapToObj(i -> i == 150 ? "404404" : lead("lead " + i)).toList();
        AsyncProducer producer = context.getEndpoint(
                "hubspot-leads:read?coalesce=true&coalesceDelay=10s&properties=hs_lead_name").createAsyncProducer();
        producer.start();
        List<CompletableFuture<Exchange>> sent = ids.stream().map(id -> {
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setHeader("CamelHubSpotLeadId", id);
            return producer.processAsync(exchange);
        }).toList();
        for (int i = 0; i < ids.size(); i++) {
            Exchange exchange = sent.get(i).orTimeout(60, TimeUnit.SECONDS).join();
            if (i == 150) {
                assertThat(exchange.getException()).isInstanceOf(HubSpotNotFoundException.class);
            } else {
                assertThat(exchange.getMessage().getBody(Map.class).get("id")).isEqualTo(ids.get(i));
            }
        }
        assertThat(sandbox().requests().all()).extracting(SandboxRequest::protocol).containsOnly("HTTP/2.0");
        assertThat(sandbox().requests().count()).isEqualTo(3);
    }
}
