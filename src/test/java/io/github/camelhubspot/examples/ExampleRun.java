package io.github.camelhubspot.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.EventNotifierSupport;

/** Runs example routes on camel-main, with the application.properties in their folder. */
final class ExampleRun implements AutoCloseable {

    static final Path FOLDER = Path.of("routes-examples");

    /** A message that a route has completed; {@code failure} is null if it succeeded. */
    record Finished(String routeId, Exchange exchange, Exception failure) {
    }

    private final Main main = new Main();
    private final List<Finished> finished = new CopyOnWriteArrayList<>();

    private ExampleRun(String routes, Map<String, String> settings, EndpointStrategy pace) {
        Path file = FOLDER.resolve(routes);
        main.setPropertyPlaceholderLocations("file:" + file.resolveSibling("application.properties"));
        main.configure().withRoutesIncludePattern("file:" + file);
        settings.forEach(main::addOverrideProperty);
        main.bind("finishes", new Finishes());
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport configured) {
                configured.getCamelContext().getCamelContextExtension().registerEndpointCallback(pace);
            }
        });
    }

    /**
     * Starts routes.
     *
     * @param routes   file name or pattern in the folder of the examples
     * @param settings properties that override application.properties
     * @param pace     may change how often an endpoint polls
     */
    static ExampleRun start(String routes, Map<String, String> settings, EndpointStrategy pace) {
        ExampleRun run = new ExampleRun(routes, settings, pace);
        try {
            run.main.start();
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
        return run;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** Returns the messages that a route has completed. */
    List<Finished> finished(String routeId) {
        return finished.stream().filter(message -> message.routeId().equals(routeId)).toList();
    }

    /** Returns the number of messages that a route has completed. */
    int of(String routeId) {
        return finished(routeId).size();
    }

    /** Returns the number of messages that have a header at the end of a route. */
    long with(String routeId, String header) {
        return finished(routeId).stream().filter(message -> message.exchange().getMessage().getHeader(header) != null).count();
    }

    @Override
    public void close() {
        main.stop();
    }

    /** Copies example data to the folders that routes consume from. Moves each file there, so that no route reads half a file. */
    static void copyData(String data, Path to) {
        Path from = FOLDER.resolve("data").resolve(data);
        try (Stream<Path> paths = Files.walk(from)) {
            Path drafts = Files.createDirectories(to.resolveSibling("drafts"));
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.move(Files.copy(path, drafts.resolve("draft")), target);
                }
            }
            Files.delete(drafts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Finishes extends EventNotifierSupport {

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeCompletedEvent || event instanceof CamelEvent.ExchangeFailedEvent) {
                Exchange exchange = ((CamelEvent.ExchangeEvent) event).getExchange();
                if (!isPart(exchange)) {
                    finished.add(new Finished(exchange.getFromRouteId(), exchange, exchange.getException()));
                }
            }
        }

        /** Whether a split created the exchange; the original exchange has split properties too after an aggregation. */
        private static boolean isPart(Exchange exchange) {
            return exchange.getProperty(Exchange.SPLIT_INDEX) != null
                    && !exchange.getExchangeId().equals(exchange.getProperty(Exchange.CORRELATION_ID));
        }
    }
}
