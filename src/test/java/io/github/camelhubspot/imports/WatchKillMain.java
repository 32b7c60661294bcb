package io.github.camelhubspot.imports;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.support.DelegatingRepository;
import io.github.camelhubspot.support.KillRigJvm;
import io.github.camelhubspot.support.SharedDatabase;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;

/** Watches imports in a JVM of a kill rig and reports each step of the watch. */
final class WatchKillMain {

    private final KillRigJvm jvm;

    private WatchKillMain(KillRigJvm jvm) {
        this.jvm = jvm;
    }

    /** @param args those of {@link KillRigJvm}, then URL of the sandbox, URL of the database, options of the watch */
    public static void main(String[] args) throws Exception {
        new WatchKillMain(new KillRigJvm(args)).run(args[2], args[3], args[4]);
    }

    private void run(String sandbox, String database, String options) throws Exception {
        CamelContext context = KillRigJvm.context(sandbox);
        context.getRegistry().bind("repository",
                new ReportingRepository(SharedDatabase.repository(SharedDatabase.dataSource(database), "watch")));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("hubspot-import:watch?initialDelay=0&idempotentRepository=#repository&" + options)
                        .process(WatchKillMain.this::deliver);
            }
        });
        jvm.run(context);
    }

    private void deliver(Exchange exchange) {
        String transition = exchange.getMessage().getHeader(HubSpotConstants.RECORD_ID) + "|"
                + exchange.getMessage().getHeader(HubSpotConstants.STATE);
        jvm.report("exchange-begun", transition);
        jvm.report("delivered", transition);
        jvm.report("exchange-under-way", transition);
    }

    /** Reports what the watch does with its keys, before and after. */
    private final class ReportingRepository extends DelegatingRepository {

        /** The thread that delivers, while it holds a claim. */
        private volatile Thread claimer;

        private ReportingRepository(IdempotentRepository delegate) {
            super(delegate);
        }

        private static String[] parts(String key) {
            return key.substring(key.indexOf('|') + 1).split("\\|");
        }

        /** Another thread renews a claim at any time during an exchange; this is not a step of the watch. */
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

        private void report(String point, String key) {
            String[] parts = parts(key);
            jvm.report(point, parts.length == 1 ? parts[0] : parts[0] + "|" + parts[1]);
        }

        @Override
        public boolean contains(String key) {
            if (kind(key).equals("record")) {
                report(claimer != null ? "claim-held" : "listed", key);
            }
            return super.contains(key);
        }

        @Override
        public boolean add(String key) {
            String kind = kind(key);
            report("before-" + kind, key);
            boolean added = super.add(key);
            if (kind.equals("claim") && added) {
                claimer = Thread.currentThread();
            }
            report("after-" + kind, key);
            return added;
        }

        @Override
        public boolean remove(String key) {
            String kind = kind(key);
            report("before-removal-of-" + kind, key);
            boolean removed = super.remove(key);
            if (kind.equals("claim")) {
                claimer = null;
            }
            report("after-removal-of-" + kind, key);
            return removed;
        }
    }
}
