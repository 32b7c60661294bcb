package io.github.camelhubspot.leads;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.LongStream;

import io.github.camelhubspot.HubSpotConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Takes leads in and out, as many as told, and tells of each way how many there were, the sum of their ids, and the heap that is
 * used after a tenth and at the end: run in a JVM of its own, with less memory than the leads take.
 */
final class BulkHeapMain {

    private final long rows;
    private long seen;
    private long sum;
    private long heapEarly;

    private BulkHeapMain(long rows) {
        this.rows = rows;
    }

    /** @param args service URL, number of leads, file with as many leads, one a line */
    public static void main(String[] args) throws Exception {
        new BulkHeapMain(Long.parseLong(args[1])).run(args[0], new File(args[2]));
    }

    private void run(String url, File lines) throws Exception {
        try (CamelContext context = new DefaultCamelContext(); ProducerTemplate template = context.createProducerTemplate()) {
            HubSpotConfiguration configuration = new HubSpotConfiguration();
            configuration.setServiceUrl(url);
            configuration.setAccessToken("any");
            configuration.setRateLimit(0);
            configuration.setSearchRateLimit(0);
            context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
            context.addRoutes(routes());
            context.start();
            Iterator<?> maps = LongStream.rangeClosed(1, rows).mapToObj(BulkHeapMain::lead).iterator();
            for (Object body : new Object[] { maps, lines }) {
                take(template, "direct:in", body);
            }
            take(template, "direct:list", null);
            take(template, "direct:search", null);
        }
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("hubspot-leads:batchUpsert?idProperty=external_id&streaming=true")
                        .split(body()).streaming().process(this::verdict).end();
                from("direct:list").to("hubspot-leads:list?allPages=true")
                        .split(body()).streaming().process(this::lead).end();
                from("direct:search").to("hubspot-leads:search?allPages=true")
                        .split(body()).streaming().process(this::lead).end();
            }

            private void verdict(Exchange exchange) {
                Map<?, ?> verdict = exchange.getMessage().getBody(Map.class);
                if (!"DONE".equals(verdict.get("outcome")) || !Long.valueOf(seen).equals(verdict.get("index"))) {
                    throw new IllegalStateException(verdict.toString());
                }
                count((Map<?, ?>) verdict.get("lead"));
            }

            private void lead(Exchange exchange) {
                count(exchange.getMessage().getBody(Map.class));
            }
        };
    }

    private void count(Map<?, ?> lead) {
        seen++;
        sum += Long.parseLong((String) lead.get("id"));
        if (seen == rows / 10) {
            heapEarly = heap();
        }
    }

    private void take(ProducerTemplate template, String uri, Object body) throws Exception {
        seen = 0;
        sum = 0;
        long start = System.nanoTime();
        Exchange exchange = template.request(uri, message -> message.getMessage().setBody(body));
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        System.out.printf("%s: %d leads, sum %d, heap %d KB early, %d KB late, %d s%n", uri, seen, sum, heapEarly / 1024,
                heap() / 1024, (System.nanoTime() - start) / 1_000_000_000);
    }

    static Map<String, String> lead(long id) {
        return Map.of("external_id", String.valueOf(id), "hs_lead_name", "Jane Doe " + id, "hs_lead_label", "WARM");
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
