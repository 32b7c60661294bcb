package io.github.camelhubspot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;

import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpServer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the cost of a small call on the caller's thread with a camel-http and Jackson route in the same run. Times depend on
 * the machine; compare the ratio.
 */
@Tag("bench")
class SmallCallBench {

    private static final String LEAD = "{\"id\":\"9007199254740993\",\"properties\":{\"hs_lead_name\":\"Jane Doe\","
            + "\"createdate\":\"2024-01-15T10:30:00.000Z\",\"hs_lastmodifieddate\":\"2024-01-15T10:30:00.000Z\","
            + "\"hs_object_id\":\"9007199254740993\"},\"createdAt\":\"2024-01-15T10:30:00.000Z\","
            + "\"updatedAt\":\"2024-01-15T10:30:00.000Z\",\"archived\":false}";
    private static final int WARM_UP = 20_000;
    private static final int CALLS = 10_000;
    private static final int ROUNDS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Cost(double micros, double bytes) {
    }

    @Test
    void readsALeadForAFractionOfAPlainRoute() throws Exception {
        HttpServer server = server();
        String url = "http://localhost:" + server.getAddress().getPort();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    // without the rate limit of 100 calls in 10 s
                    from("direct:hubspot").to("hubspot-leads:read?accessToken=t&rateLimit=0&serviceUrl=" + url);
                    from("direct:plain")
                            .setHeader("Authorization", constant("Bearer t"))
                            .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                            .setHeader(Exchange.HTTP_PATH, simple("/crm/v3/objects/leads/${header.CamelHubSpotLeadId}"))
                            .to(url).unmarshal().json(JsonLibrary.Jackson, Map.class);
                }
            });
            context.start();
            try (ProducerTemplate template = context.createProducerTemplate()) {
                measure(template, "direct:hubspot", WARM_UP);
                measure(template, "direct:plain", WARM_UP);
                for (int round = 0; round < ROUNDS; round++) {
                    Cost ours = measure(template, "direct:hubspot", CALLS);
                    Cost plain = measure(template, "direct:plain", CALLS);
                    System.out.printf("read a lead: %.1f us, %.1f KB a call; plain route: %.1f us, %.1f KB; ratio %.2f CPU, %.2f bytes%n",
                            ours.micros(), ours.bytes() / 1024, plain.micros(), plain.bytes() / 1024,
                            ours.micros() / plain.micros(), ours.bytes() / plain.bytes());
                    assertThat(ours.bytes()).isPositive();
                }
            }
        } finally {
            server.stop(0);
        }
    }

    private static Cost measure(ProducerTemplate template, String uri, int calls) {
        Map<String, Object> headers = new LinkedHashMap<>(Map.of("CamelHubSpotLeadId", "9007199254740993"));
        long thread = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long nanos = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            Map<?, ?> lead = template.requestBodyAndHeaders(uri, null, headers, Map.class);
            if (!"9007199254740993".equals(lead.get("id"))) {
                throw new IllegalStateException("wrong answer " + lead);
            }
        }
        return new Cost((THREADS.getCurrentThreadCpuTime() - nanos) / 1000.0 / calls,
                (double) (THREADS.getThreadAllocatedBytes(thread) - bytes) / calls);
    }

    private static HttpServer server() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each response waits 40 ms for an acknowledgement
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        byte[] answer = LEAD.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json;charset=utf-8");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.setExecutor(Executors.newFixedThreadPool(2, runnable -> {
            Thread thread = new Thread(runnable);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return server;
    }
}
