package io.github.camelhubspot.leads;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.support.KillRigJvm;
import io.github.camelhubspot.support.Reporter;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Consumes changes, and reports each lead and at intervals the used memory. */
final class ChangesHeapMain {

    private static final int SAMPLES = 10;

    private final Reporter reporter;
    private final int changes;
    private int delivered;

    private ChangesHeapMain(Reporter reporter, int changes) {
        this.reporter = reporter;
        this.changes = changes;
    }

    /** @param args URL of the sandbox, port that reports go to, how many changes there are, URI */
    public static void main(String[] args) throws Exception {
        new ChangesHeapMain(new Reporter(Integer.parseInt(args[1])), Integer.parseInt(args[2])).run(args[0], args[3]);
    }

    private void run(String sandbox, String uri) throws Exception {
        CamelContext context = KillRigJvm.context(sandbox);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(ChangesHeapMain.this::deliver);
            }
        });
        context.start();
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0); // the test is over
    }

    private void deliver(Exchange exchange) {
        delivered++;
        reporter.tell("lead " + exchange.getMessage().getHeader(HubSpotConstants.RECORD_ID));
        if (delivered % (changes / SAMPLES) == 0) {
            System.gc();
            reporter.ask("heap " + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
    }
}
