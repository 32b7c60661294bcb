package io.github.camelhubspot.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.imports.HubSpotImportComponent;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A Camel context whose two components are connected to a sandbox of the test class, reset before each test. Classes may run in
 * parallel, tests of one class may not.
 */
@Tag("integration")
public abstract class HubSpotTestSupport extends CamelTestSupport {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60)); // only a failing test waits that long
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    @RegisterExtension
    protected final ClassSandbox extension = new ClassSandbox(this::sandboxOptions);

    /** Returns the options of the sandbox; called once per class. */
    protected HubSpotSandbox.Builder sandboxOptions(HubSpotSandbox.Builder builder) {
        return builder;
    }

    protected HubSpotSandbox sandbox() {
        return extension.sandbox();
    }

    /** Returns the configuration of both components: without retries and rate limits, unless a test needs them. */
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = new HubSpotConfiguration();
        configuration.setServiceUrl(sandbox().url());
        configuration.setAccessToken(sandbox().accessToken());
        configuration.setMaxRetries(0);
        configuration.setRateLimit(0);
        configuration.setSearchRateLimit(0);
        return configuration;
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration());
        context.getComponent("hubspot-import", HubSpotImportComponent.class).setConfiguration(configuration());
        return context;
    }

    /** Sends a message and returns its exchange, failed or not. */
    protected Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    protected Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
    }

    /** Sends with the asynchronous interface, and asserts that the callback is called exactly once. */
    protected Exchange sendCountingCallbacks(String uri, Object body) throws Exception {
        AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
        producer.start();
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(body);
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        producer.process(exchange, doneSync -> {
            calls.incrementAndGet();
            done.countDown();
        });
        assertThat(done.await(60, TimeUnit.SECONDS)).as("exchange completed").isTrue();
        producer.stop();
        assertThat(calls).hasValue(1);
        return exchange;
    }

    /** Sends a message that must succeed and returns the body of the result. */
    protected <T> T ask(String uri, Object body, Map<String, Object> headers, Class<T> type) {
        Exchange exchange = send(uri, body, headers);
        if (exchange.getException() != null) {
            throw new AssertionError(uri + " failed", exchange.getException());
        }
        return type.cast(exchange.getMessage().getBody());
    }

    protected Map<?, ?> ask(String uri, Object body) {
        return ask(uri, body, Map.of(), Map.class);
    }

    /** Returns the names of the threads that the component has started in a context. */
    protected static List<String> threadsOfTheComponent(CamelContext camel) {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.contains('(' + camel.getName() + ')') && name.contains("HubSpot")).toList();
    }
}
