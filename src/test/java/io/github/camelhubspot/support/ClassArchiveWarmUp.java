package io.github.camelhubspot.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.imports.HubSpotImportComponent;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Runs both consumers for a moment, so that the {@link ClassArchive} contains the classes that forked JVMs load. */
final class ClassArchiveWarmUp {

    private static final byte[] PAGE = ("{\"total\":1,\"results\":[{\"id\":\"1\",\"state\":\"DONE\",\"properties\":{\"version\":\"1\"},"
            + "\"createdAt\":\"2026-11-22T00:00:00.000Z\",\"updatedAt\":\"2026-11-22T00:00:00.000Z\",\"archived\":false}]}")
            .getBytes(StandardCharsets.UTF_8);

    private ClassArchiveWarmUp() {
    }

    public static void main(String[] args) throws Exception {
        CountDownLatch calls = new CountDownLatch(10);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> answer(exchange, calls));
        server.start();
        HubSpotConfiguration configuration = new HubSpotConfiguration();
        configuration.setServiceUrl("http://localhost:" + server.getAddress().getPort());
        configuration.setAccessToken("any");
        try (DefaultCamelContext context = new DefaultCamelContext(); SharedDatabase database = new SharedDatabase()) {
            context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
            context.getComponent("hubspot-import", HubSpotImportComponent.class).setConfiguration(configuration);
            context.getRegistry().bind("repository", SharedDatabase.repository(SharedDatabase.dataSource(database.url()), "warm-up"));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    String options = "?initialDelay=0&delay=10&idempotentRepository=#repository";
                    from("hubspot-leads:changes" + options + "&since=beginning&stateDirectory=" + args[0])
                            .idempotentConsumer(header("CamelHubSpotRecordId")).idempotentRepository("repository")
                            .process(exchange -> { });
                    from("hubspot-import:watch" + options + "&sendInitialState=true&watchName=warm-up").process(exchange -> { });
                }
            });
            context.start();
            calls.await(10, TimeUnit.SECONDS);
        }
        System.exit(0); // the archive is written when a JVM exits, not when it is halted
    }

    private static void answer(HttpExchange exchange, CountDownLatch calls) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, PAGE.length);
        exchange.getResponseBody().write(PAGE);
        exchange.close();
        calls.countDown();
    }
}
