package io.github.camelhubspot.imports;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Watches imports in a JVM of its own and asks at each point of its loop whether it may go on. The answer is given, or the JVM
 * is killed.
 */
final class WatchKillMain {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI control;
    private final String worker;

    private WatchKillMain(String control, String worker) {
        this.control = URI.create(control);
        this.worker = worker;
    }

    /** @param args URL of the sandbox, of the database, of who is asked, name of this JVM, options of the watch */
    public static void main(String[] args) throws Exception {
        new WatchKillMain(args[2], args[3]).run(args[0], args[1], args[4]);
    }

    private void run(String sandbox, String database, String options) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        HubSpotConfiguration configuration = new HubSpotConfiguration();
        configuration.setServiceUrl(sandbox);
        configuration.setAccessToken("sandbox-token");
        configuration.setRateLimit(0); // it polls without a pause
        context.getComponent("hubspot-import", HubSpotImportComponent.class).setConfiguration(configuration);
        context.getRegistry().bind("repository", new AskingRepository(new JdbcMessageIdRepository(
                JdbcConnectionPool.create(database, "sa", ""), "watch")));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("hubspot-import:watch?initialDelay=0&idempotentRepository=#repository&" + options)
                        .process(WatchKillMain.this::deliver);
            }
        });
        ask("ready", "-");
        context.start();
        Thread.currentThread().join(); // Camel's threads do not keep a JVM alive
    }

    private void deliver(Exchange exchange) {
        String transition = exchange.getMessage().getHeader(HubSpotConstants.RECORD_ID) + "|"
                + exchange.getMessage().getHeader(HubSpotConstants.STATE);
        ask("exchange-begun", transition);
        ask("delivered", transition);
        ask("exchange-under-way", transition);
    }

    private void ask(String point, String subject) {
        try {
            HttpRequest request = HttpRequest.newBuilder(control.resolve("/" + worker + "/" + point))
                    .POST(HttpRequest.BodyPublishers.ofString(subject)).build();
            http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            Runtime.getRuntime().halt(3); // the test is over
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks before and after what the ledger does with its keys. */
    private final class AskingRepository extends ServiceSupport implements IdempotentRepository {

        private final JdbcMessageIdRepository real;
        /** The thread that delivers, while it holds a claim. */
        private volatile Thread claimer;

        private AskingRepository(JdbcMessageIdRepository real) {
            this.real = real;
        }

        private static String[] parts(String key) {
            return key.substring(key.indexOf('|') + 1).split("\\|");
        }

        /** A claim is renewed at any time of the exchange, by another thread: no step of the loop. */
        private String claimKind() {
            Thread holder = claimer;
            return holder == null || holder == Thread.currentThread() ? "claim" : "renewal";
        }

        private String kind(String key) {
            String[] parts = parts(key);
            if (parts[0].equals("baseline")) {
                return parts.length == 1 ? "baseline" : parts[1].equals("claim") ? "claim-of-baseline" : "begun";
            }
            return parts[1].equals("claim") ? claimKind() : parts.length == 3 ? "record" : "current";
        }

        private void askAbout(String point, String key) {
            String[] parts = parts(key);
            ask(point, parts.length == 1 ? parts[0] : parts[0] + "|" + parts[1]);
        }

        @Override
        public boolean contains(String key) {
            if (kind(key).equals("record")) {
                askAbout(claimer != null ? "claim-held" : "listed", key);
            }
            return real.contains(key);
        }

        @Override
        public boolean add(String key) {
            String kind = kind(key);
            askAbout("before-" + kind, key);
            boolean added = real.add(key);
            if (kind.equals("claim") && added) {
                claimer = Thread.currentThread();
            }
            askAbout("after-" + kind, key);
            return added;
        }

        @Override
        public boolean remove(String key) {
            String kind = kind(key);
            askAbout("before-removal-of-" + kind, key);
            boolean removed = real.remove(key);
            if (kind.equals("claim")) {
                claimer = null;
            }
            askAbout("after-removal-of-" + kind, key);
            return removed;
        }

        @Override
        public boolean confirm(String key) {
            return real.confirm(key);
        }

        @Override
        public void clear() {
            real.clear();
        }

        @Override
        protected void doStart() throws Exception {
            real.start();
        }
    }
}
