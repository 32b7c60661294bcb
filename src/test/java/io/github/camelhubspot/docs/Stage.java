package io.github.camelhubspot.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelhubspot.HubSpotConfiguration;
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
import org.h2.jdbcx.JdbcConnectionPool;

/** A Camel context that runs one example against a sandbox. It starts when it is first used, so that an account can be set up. */
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

    /** Loads the source of a route in a language, {@code yaml} or {@code xml}. */
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

    /** A directory of the example, which exists; its property {@code inbox} names the one called so. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    CamelContext context() {
        return context;
    }

    /** What arrived at an address that an example hands its results to. Call it before the first message. */
    List<Exchange> resultsAt(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> results.add(exchange.copy()));
            }
        });
        return results;
    }

    /** The bodies, as text, that arrived at such an address. */
    List<String> textsAt(String uri) throws Exception {
        List<String> texts = new CopyOnWriteArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> texts.add(exchange.getMessage().getBody(String.class)));
            }
        });
        return texts;
    }

    Stage start() {
        if (!context.isStarted()) {
            connect();
            context.start();
        }
        return this;
    }

    /** Sends a message that the example must take without an error. */
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

    /** Examples with a configuration of their own only learn where the sandbox is; others get a credential too. */
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

    @Override
    public void close() {
        context.stop();
    }
}
