package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.internal.component.HubSpotComponent;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.awaitility.core.ThrowingRunnable;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A Camel context that runs one example against a sandbox. It starts with the first message or by {@link #start}, so that a
 * scenario can set up the account before.
 */
final class Stage implements AutoCloseable {

    private final HubSpotSandbox sandbox;
    private final Path directory;
    private final CamelContext context = new DefaultCamelContext();
    private final List<Exchange> results = new CopyOnWriteArrayList<>();

    private Stage(HubSpotSandbox sandbox, Path directory) {
        this.sandbox = sandbox;
        this.directory = directory;
        context.disableJMX();
        context.getPropertiesComponent().addPropertiesFunction(new DocumentedEnvironment());
        context.getPropertiesComponent().addInitialProperty("inbox", directory.resolve("inbox").toString());
        context.getPropertiesComponent().addInitialProperty("positions", directory.resolve("positions").toString());
        context.getRegistry().bind("dataSource",
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof ScheduledPollEndpoint polling) {
                polling.setInitialDelay(0);
                polling.setDelay(20);
            }
            return endpoint;
        });
    }

    /** Creates a stage for routes in {@code yaml} or {@code xml}. */
    static Stage of(HubSpotSandbox sandbox, Path directory, String language, String source) throws Exception {
        Stage stage = new Stage(sandbox, directory);
        PluginHelper.getRoutesLoader(stage.context)
                .loadRoutes(ResourceHelper.fromString("example." + language, source));
        return stage;
    }

    static Stage of(HubSpotSandbox sandbox, Path directory, RoutesBuilder routes) throws Exception {
        Stage stage = new Stage(sandbox, directory);
        stage.context.addRoutes(routes);
        return stage;
    }

    HubSpotSandbox sandbox() {
        return sandbox;
    }

    /** Returns a directory of the example, which exists; the property {@code inbox} of examples is the path of {@code inbox}. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    CamelContext context() {
        return context;
    }

    /** Returns a live list of the exchanges sent to this endpoint or to another one passed here. Call it before the start. */
    List<Exchange> resultsAt(String uri) throws Exception {
        return collect(uri, results, Exchange::copy);
    }

    /** Like {@link #resultsAt}, but returns the bodies as text. */
    List<String> textsAt(String uri) throws Exception {
        return collect(uri, new CopyOnWriteArrayList<>(), exchange -> exchange.getMessage().getBody(String.class));
    }

    private <T> List<T> collect(String uri, List<T> results, Function<Exchange, T> form) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> results.add(form.apply(exchange)));
            }
        });
        return results;
    }

    Stage start() {
        if (!context.isStarted()) {
            connect();
            context.start();
        }
        return this;
    }

    /** Sends a message and returns the exchange; fails if the example fails. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        start();
        Exchange exchange = context.createProducerTemplate().request(uri, request -> {
            request.getMessage().setBody(body);
            request.getMessage().setHeaders(new HashMap<>(headers));
        });
        if (exchange.getException() != null) {
            throw new AssertionError(uri + " failed", exchange.getException());
        }
        return exchange;
    }

    /** Sets the URL of the sandbox in the configuration of the example, or binds a configuration if the example has none. */
    private void connect() {
        var own = context.getRegistry().findByType(HubSpotConfiguration.class);
        own.forEach(configuration -> configuration.setServiceUrl(sandbox.url()));
        if (own.isEmpty()) {
            HubSpotConfiguration configuration = new HubSpotConfiguration();
            configuration.setServiceUrl(sandbox.url());
            configuration.setAccessToken(sandbox.accessToken());
            configuration.setSearchRateLimit(0);
            for (String scheme : List.of("hubspot-leads", "hubspot-import")) {
                context.getComponent(scheme, HubSpotComponent.class).setConfiguration(configuration);
            }
        }
    }

    String contact() {
        return sandbox.contacts().create(Map.of("email", "contact@example.com"));
    }

    String lead(String name) {
        return sandbox.leads().create(Map.of("hs_lead_name", name));
    }

    /** Makes imports complete at once, and moves a file with one contact into the inbox. */
    void putContactsIntoTheInbox() throws IOException {
        sandbox.imports().startAfter(Duration.ZERO).processing(Duration.ZERO);
        Path draft = directory("draft").resolve("contacts.csv");
        Files.writeString(draft, "Email,First Name,Last Name\njane@example.com,Jane,Doe\n");
        Files.move(draft, directory("inbox").resolve("contacts.csv"));
    }

    /** Waits for the second poll of a watch, because the first one writes the baseline. */
    void awaitPolls() {
        eventually(() -> assertThat(sandbox.requests().count("GET", "/crm/v3/imports")).isGreaterThan(1));
    }

    void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).untilAsserted(assertion);
    }

    static String recordId(Exchange exchange) {
        return exchange.getMessage().getHeader(HubSpotConstants.RECORD_ID, String.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
