package io.github.camelhubspot.leads;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.support.DatabaseTransaction;
import io.github.camelhubspot.support.DelegatingRepository;
import io.github.camelhubspot.support.KillRigJvm;
import io.github.camelhubspot.support.SharedDatabase;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;

/** Consumes changes in a JVM of a kill rig and reports each delivery. */
final class ChangesKillMain {

    private final KillRigJvm jvm;

    private ChangesKillMain(KillRigJvm jvm) {
        this.jvm = jvm;
    }

    /** @param args those of {@link KillRigJvm}, then URL of the sandbox, mode, URL of a database or a hyphen, URI */
    public static void main(String[] args) throws Exception {
        new ChangesKillMain(new KillRigJvm(args)).run(args[2], ChangesKillMode.valueOf(args[3]), args[4], args[5]);
    }

    private void run(String sandbox, ChangesKillMode mode, String databaseUrl, String uri) throws Exception {
        CamelContext context = KillRigJvm.context(sandbox);
        if (mode.needsDatabase()) {
            DataSource database = SharedDatabase.dataSource(databaseUrl);
            context.getRegistry().bind("database", database);
            context.getRegistry().bind("transaction", new DatabaseTransaction(database));
            context.getRegistry().bind("repository", new ReportingRepository(SharedDatabase.repository(database, "changes")));
        }
        context.addRoutes(mode.isTransacted() ? transactedRoute(uri, mode.isBatch()) : route(uri));
        jvm.run(context);
    }

    private RouteBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(ChangesKillMain.this::deliver).process(exchange -> jvm.report("done"));
            }
        };
    }

    /** Commits the work and its idempotency record together; with batches, those of all leads of a page. */
    private RouteBuilder transactedRoute(String uri, boolean batch) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).setHeader("jvm", constant(jvm.name()))
                    .transacted()
                        .to(batch ? "direct:batch" : "direct:lead")
                    .end()
                    .process(exchange -> jvm.report("done"));

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
                        .process(exchange -> jvm.report("worked"))
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
        jvm.report("delivered", lead.get("id").toString(), String.valueOf(modified.toEpochMilli()),
                ((Map<?, ?>) lead.get("properties")).get("version").toString());
    }

    /** Reports each key before and after it is added. */
    private final class ReportingRepository extends DelegatingRepository {

        private ReportingRepository(IdempotentRepository delegate) {
            super(delegate);
        }

        @Override
        public boolean add(String key) {
            String[] parts = key.split("\\|");
            jvm.report("recording", parts[1], parts[2]);
            boolean added = super.add(key);
            jvm.report("recorded", parts[1], parts[2]);
            return added;
        }
    }
}
