package io.github.camelhubspot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.camelhubspot.support.BulkServer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the cost of writing and listing many leads with camel-http and Jackson routes in the same run. Those routes only send
 * and read: no checks, no trace ids, no verdicts, no prefetched page. The server is another process, so that the figures are
 * those of the caller. Times depend on the machine; compare the ratios.
 */
@Tag("bench")
class BulkBench {

    private static final int ROWS = 50_000;
    private static final int WARM_UPS = 5;
    private static final int ROUNDS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** The cost of a row, and the calls for 10,000 rows. */
    private record Cost(double rowsPerSecond, double cpuMicros, double bytes, double calls) {
    }

    /** A server process that replies to a line with the number of calls since the last line. */
    private record Server(Process process, BufferedReader out, String url) implements AutoCloseable {

        static Server start() throws IOException {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), BulkServer.class.getName(), String.valueOf(ROWS))
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
            return new Server(process, out, out.readLine());
        }

        long calls() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            return Long.parseLong(out.readLine());
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void writesAndListsManyLeads() throws Exception {
        try (Server server = Server.start(); DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(routes(server.url()));
            context.start();
            try (ProducerTemplate template = context.createProducerTemplate()) {
                for (List<String> pair : List.of(List.of("direct:upsert", "direct:upsert-by-hand"),
                        List.of("direct:list", "direct:list-by-hand"))) {
                    compare(template, server, pair.get(0), pair.get(1));
                }
            }
        }
    }

    private static void compare(ProducerTemplate template, Server server, String ours, String byHand) throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            measure(template, server, ours);
            measure(template, server, byHand);
        }
        System.out.printf("%-22s %10s %12s %12s %20s%n", ROWS + " leads", "leads/s", "CPU us/lead", "bytes/lead", "calls/10,000 leads");
        double cpu = 0;
        double bytes = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Cost first = print(ours, measure(template, server, ours));
            Cost second = print(byHand, measure(template, server, byHand));
            cpu += first.cpuMicros() / second.cpuMicros() / ROUNDS;
            bytes += first.bytes() / second.bytes() / ROUNDS;
            assertThat(first.calls()).isEqualTo(100);
        }
        System.out.printf("%s to %s: %.2f CPU, %.2f bytes%n", ours, byHand, cpu, bytes);
    }

    private static Cost print(String uri, Cost cost) {
        System.out.printf("%-22s %10.0f %12.1f %12.0f %20.0f%n", uri, cost.rowsPerSecond(), cost.cpuMicros(), cost.bytes(), cost.calls());
        return cost;
    }

    private static Cost measure(ProducerTemplate template, Server server, String uri) throws IOException {
        server.calls();
        Iterator<Map<String, String>> rows = IntStream.rangeClosed(1, ROWS).mapToObj(BulkBench::row).iterator();
        Map<Long, Long> before = allocated();
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        Exchange exchange = template.request(uri, message -> {
            message.getMessage().setBody(rows);
            message.setProperty("seen", new int[1]);
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        cpu = SYSTEM.getProcessCpuTime() - cpu;
        Map<Long, Long> after = allocated();
        after.replaceAll((thread, bytes) -> bytes - before.getOrDefault(thread, 0L));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperty("seen", int[].class)[0]).isEqualTo(ROWS);
        return new Cost(ROWS / seconds, cpu / 1000.0 / ROWS,
                after.values().stream().mapToLong(Long::longValue).sum() / (double) ROWS, server.calls() * 10_000.0 / ROWS);
    }

    private static Map<Long, Long> allocated() {
        long[] threads = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(threads);
        Map<Long, Long> result = new HashMap<>();
        for (int i = 0; i < threads.length; i++) {
            result.put(threads[i], bytes[i]);
        }
        return result;
    }

    private static Map<String, String> row(int number) {
        return Map.of("external_id", String.valueOf(number), "hs_lead_name", "Jane Doe " + number, "hs_lead_label", "WARM");
    }

    private static RouteBuilder routes(String url) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                String connection = "accessToken=t&rateLimit=0&searchRateLimit=0&serviceUrl=" + url;
                from("direct:upsert").to("hubspot-leads:batchUpsert?idProperty=external_id&streaming=true&" + connection)
                        .process(exchange -> iterator(exchange).forEachRemaining(verdict -> {
                            if ("DONE".equals(((Map<?, ?>) verdict).get("outcome"))) {
                                count(exchange, 1);
                            }
                        }));
                from("direct:list").to("hubspot-leads:list?allPages=true&properties=hs_lead_name&" + connection)
                        .process(exchange -> iterator(exchange).forEachRemaining(lead -> {
                            if (((Map<?, ?>) lead).get("id") != null) {
                                count(exchange, 1);
                            }
                        }));

                from("direct:upsert-by-hand").process(exchange -> exchange.getMessage().setBody(requests(iterator(exchange))))
                        .split(body()).streaming()
                        .marshal().json(JsonLibrary.Jackson)
                        .setHeader("Authorization", constant("Bearer t"))
                        .setHeader("Content-Type", constant("application/json"))
                        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                        .setHeader(Exchange.HTTP_PATH, constant("/crm/v3/objects/leads/batch/upsert"))
                        .to(url).unmarshal().json(JsonLibrary.Jackson, Map.class)
                        .process(exchange -> count(exchange, results(exchange).size()));
                from("direct:list-by-hand").setProperty("after", constant(""))
                        .loopDoWhile(exchangeProperty("after").isNotNull())
                        .removeHeaders("*").setBody(constant(""))
                        .setHeader("Authorization", constant("Bearer t"))
                        .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                        .setHeader(Exchange.HTTP_PATH, constant("/crm/v3/objects/leads"))
                        .setHeader(Exchange.HTTP_QUERY, simple("properties=hs_lead_name&limit=100${exchangeProperty.after}"))
                        .to(url).unmarshal().json(JsonLibrary.Jackson, Map.class)
                        .process(exchange -> {
                            count(exchange, results(exchange).size());
                            Object paging = exchange.getMessage().getBody(Map.class).get("paging");
                            exchange.setProperty("after", paging == null ? null
                                    : "&after=" + ((Map<?, ?>) ((Map<?, ?>) paging).get("next")).get("after"));
                        });
            }

            private Iterator<?> iterator(Exchange exchange) {
                return (Iterator<?>) exchange.getMessage().getBody();
            }

            /** Returns bodies of 100 inputs each. */
            private Iterator<Object> requests(Iterator<?> rows) {
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return rows.hasNext();
                    }

                    @Override
                    public Object next() {
                        List<Object> inputs = new ArrayList<>();
                        while (inputs.size() < 100 && rows.hasNext()) {
                            Map<?, ?> row = (Map<?, ?>) rows.next();
                            inputs.add(Map.of("id", row.get("external_id"), "idProperty", "external_id", "properties", row));
                        }
                        return Map.of("inputs", inputs);
                    }
                };
            }

            private List<?> results(Exchange exchange) {
                return (List<?>) exchange.getMessage().getBody(Map.class).get("results");
            }

            private void count(Exchange exchange, int more) {
                exchange.getProperty("seen", int[].class)[0] += more;
            }
        };
    }
}
