package io.github.camelhubspot.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import io.github.camelhubspot.HttpVersion;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.imports.HubSpotImportComponent;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.HubSpotTestSupport;
import io.github.camelhubspot.transport.Http2Sandbox;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A context with short retry delays, with the HTTP version of the subclass; sends many messages at once. */
abstract class ResilienceTestSupport extends HubSpotTestSupport {

    static final String LEADS = "/crm/v3/objects/leads";
    static final String IMPORTS = "/crm/v3/imports";
    static final String TOKEN = "/oauth/2026-03/token";
    static final String CSV = "email,firstname\njane@example.com,Jane\n";

    /** How long a test waits on a busy machine for what must happen. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long DONE_WITHIN_SECONDS = 120;

    /** Returns the version of HTTP. */
    protected HttpVersion httpVersion() {
        return HttpVersion.HTTP_1_1;
    }

    @Override
    protected HubSpotSandbox.Builder sandboxOptions(HubSpotSandbox.Builder builder) {
        return httpVersion() == HttpVersion.HTTP_2 ? Http2Sandbox.of(builder) : builder;
    }

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        if (httpVersion() == HttpVersion.HTTP_2) {
            Http2Sandbox.connect(configuration, sandbox());
        }
        configuration.setMaxRetries(3);
        configuration.setRetryDelay(1);
        configuration.setRetryMaxDelay(10);
        return configuration;
    }

    /** Returns the same configuration with the credential of an OAuth app. */
    final HubSpotConfiguration withOAuth(HubSpotConfiguration configuration) {
        configuration.clearCredential();
        configuration.setClientId("sandbox-client");
        configuration.setClientSecret("sandbox-secret");
        configuration.setRefreshToken("sandbox-refresh");
        return configuration;
    }

    /** Creates a lead in the sandbox, without a call. */
    final String lead(String name) {
        return sandbox().leads().create(Map.of("hs_lead_name", name));
    }

    final String contact() {
        return sandbox().contacts().create(Map.of());
    }

    /** What an import is started with. */
    static Map<String, Object> importHeaders(String name) {
        return Map.of("CamelHubSpotImportName", name, "CamelHubSpotObjectTypeId", "0-1",
                "CamelHubSpotColumnMappings", "AUTO");
    }

    static Object attempts(Exchange exchange) {
        return exchange.getMessage().getHeader(HubSpotConstants.ATTEMPTS);
    }

    /** Creates another context with the same account, as in another JVM; the caller stops it. */
    static CamelContext startedContext(HubSpotConfiguration configuration) {
        CamelContext other = new DefaultCamelContext();
        other.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
        other.getComponent("hubspot-import", HubSpotImportComponent.class).setConfiguration(configuration);
        other.start();
        return other;
    }

    /** A message and its destination. */
    record Sending(String uri, Object body, Map<String, Object> headers) {

        static Sending of(String uri) {
            return new Sending(uri, null, Map.of());
        }
    }

    /** Sends all messages from this thread without waiting for their exchanges. */
    static List<CompletableFuture<Exchange>> sendAsync(CamelContext context, ProducerTemplate template, int count,
            IntFunction<Sending> sendings) {
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Sending sending = sendings.apply(i);
            Exchange exchange = context.getEndpoint(sending.uri()).createExchange();
            exchange.getMessage().setBody(sending.body());
            sending.headers().forEach(exchange.getMessage()::setHeader);
            sent.add(template.asyncSend(sending.uri(), exchange));
        }
        return sent;
    }

    /** Sends messages at once and waits for all exchanges. */
    final List<Exchange> sendAll(int count, IntFunction<Sending> sendings) {
        return allOf(sendAsync(context, template, count, sendings));
    }

    static List<Exchange> allOf(List<CompletableFuture<Exchange>> sent) {
        return sent.stream().map(one -> one.orTimeout(DONE_WITHIN_SECONDS, TimeUnit.SECONDS).join()).toList();
    }
}
