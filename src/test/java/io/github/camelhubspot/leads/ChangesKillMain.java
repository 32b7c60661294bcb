package io.github.camelhubspot.leads;

import java.util.Map;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConstants;
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

    private final Reporter reporter;
    private final String name;

    private ChangesKillMain(Reporter reporter, String name) {
        this.reporter = reporter;
        this.name = name;
    }

    /** @param args URL of the sandbox, port that reports go to, name of this JVM, URL of a database or a hyphen, URI */
    public static void main(String[] args) throws Exception {
        new ChangesKillMain(new Reporter(Integer.parseInt(args[1])), args[2]).run(args[0], args[3], args[4]);
    }

    private void run(String sandbox, String database, String uri) throws Exception {
        CamelContext context = context(sandbox);
        if (!database.equals("-")) {
            context.getRegistry().bind("repository", new ReportingRepository(SharedDatabase.repository(database, "changes")));
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(ChangesKillMain.this::deliver);
            }
        });
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

    private void deliver(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<?, ?> properties = (Map<?, ?>) message.getBody(Map.class).get("properties");
        reporter.ask(String.join(" ", name, "delivered", message.getHeader(HubSpotConstants.RECORD_ID, String.class),
                message.getHeader(Exchange.MESSAGE_TIMESTAMP, String.class), (String) properties.get("version")));
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
            reporter.ask(String.join(" ", name, "recording", parts[1], parts[2]));
            boolean added = real.add(key);
            reporter.ask(String.join(" ", name, "recorded", parts[1], parts[2]));
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
