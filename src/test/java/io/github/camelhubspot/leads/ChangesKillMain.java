package io.github.camelhubspot.leads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.support.DatabaseTransaction;
import io.github.camelhubspot.support.Reporter;
import io.github.camelhubspot.support.SharedDatabase;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/** Consumes changes in a JVM of its own and reports each delivery, from the moment that it is told to until it is killed. */
final class ChangesKillMain {

    /** One for each thread: exchanges that are under way at once must not wait for each other. */
    private final ThreadLocal<Reporter> reporter;
    private final String name;

    private ChangesKillMain(int port, String name) {
        this.reporter = ThreadLocal.withInitial(() -> reporter(port));
        this.name = name;
    }

    /** @param args URL of the sandbox, port that reports go to, name of this JVM, mode, URL of a database or a hyphen, URI */
    public static void main(String[] args) throws Exception {
        new ChangesKillMain(Integer.parseInt(args[1]), args[2]).run(args[0], ChangesKillMode.valueOf(args[3]), args[4], args[5]);
    }

    private void run(String sandbox, ChangesKillMode mode, String databaseUrl, String uri) throws Exception {
        CamelContext context = context(sandbox);
        if (mode.needsDatabase()) {
            DataSource database = SharedDatabase.dataSource(databaseUrl);
            context.getRegistry().bind("database", database);
            context.getRegistry().bind("transaction", new DatabaseTransaction(database));
            context.getRegistry().bind("repository", new ReportingRepository(SharedDatabase.repository(database, "changes")));
        }
        context.addRoutes(mode.isTransacted() ? transactedRoute(uri, mode.isBatch()) : route(uri));
        if (System.in.read() >= 0) {
            context.start();
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        Runtime.getRuntime().halt(0); // the test is over
    }

    /** A context that polls a sandbox faster than it would have to. */
    static CamelContext context(String sandbox) {
        DefaultCamelContext context = new DefaultCamelContext();
        HubSpotConfiguration configuration = new HubSpotConfiguration();
        configuration.setServiceUrl(sandbox);
        configuration.setAccessToken("sandbox-token");
        configuration.setRateLimit(0);
        configuration.setSearchRateLimit(0);
        configuration.setMaxRetries(2);
        configuration.setRetryDelay(20);
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
        return context;
    }

    private RouteBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(ChangesKillMain.this::deliver).process(exchange -> report("done"));
            }
        };
    }

    /** The work and the record that it is done are committed together, of a batch those of all leads. */
    private RouteBuilder transactedRoute(String uri, boolean batch) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).setHeader("jvm", constant(name))
                    .transacted()
                        .to(batch ? "direct:batch" : "direct:lead")
                    .end()
                    .process(exchange -> report("done"));

                from("direct:batch")
                    .split(body()).stopOnException()
                        .setHeader(HubSpotConstants.RECORD_ID, simple("${body[id]}"))
                        .setHeader(HubSpotConstants.MODIFIED_AT, simple("${body[updatedAt]}"))
                        .to("direct:lead")
                    .end();

                from("direct:lead")
                    .idempotentConsumer(simple("kill|${header.CamelHubSpotRecordId}|${header.CamelHubSpotModifiedAt}"))
                        .idempotentRepository("repository").removeOnFailure(false)
                        .to(WorkTable.INSERT)
                        .process(exchange -> report("worked"))
                    .end();
            }
        };
    }

    private void deliver(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof List<?> page) {
            page.forEach(lead -> deliver((Map<?, ?>) lead, Instant.parse(((Map<?, ?>) lead).get("updatedAt").toString())));
        } else {
            deliver(message.getBody(Map.class), Instant.parse(message.getHeader(HubSpotConstants.MODIFIED_AT, String.class)));
        }
    }

    private void deliver(Map<?, ?> lead, Instant modified) {
        report("delivered", lead.get("id").toString(), String.valueOf(modified.toEpochMilli()),
                ((Map<?, ?>) lead.get("properties")).get("version").toString());
    }

    private void report(String point, String... facts) {
        reporter.get().ask(name + " " + point + " " + String.join(" ", facts));
    }

    private static Reporter reporter(int port) {
        try {
            return new Reporter(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports what it keeps, before and after. */
    private final class ReportingRepository extends ServiceSupport implements IdempotentRepository {

        private final IdempotentRepository real;

        private ReportingRepository(IdempotentRepository real) {
            this.real = real;
        }

        @Override
        public boolean add(String key) {
            String[] parts = key.split("\\|");
            report("recording", parts[1], parts[2]);
            boolean added = real.add(key);
            report("recorded", parts[1], parts[2]);
            return added;
        }

        @Override
        public boolean contains(String key) {
            return real.contains(key);
        }

        @Override
        public boolean remove(String key) {
            return real.remove(key);
        }

        @Override
        public boolean confirm(String key) {
            return real.confirm(key);
        }

        @Override
        public void clear() {
            real.clear();
        }
    }
}
