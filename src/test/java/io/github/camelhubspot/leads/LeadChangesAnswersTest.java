package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.support.ByHand;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers after which {@code changes} would never come to an end. */
class LeadChangesAnswersTest extends ChangesTestSupport {

    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private int page;

    @ParameterizedTest
    @CsvSource({ "false, HubSpot returned an empty page and the cursor of another one", "true, a second time" })
    void endlessPagesFailThePoll(boolean archived, String problem) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            call.getRequestBody().readAllBytes();
            // two cursors in turn, so that none equals the one before
            byte[] answer = ("{\"total\":5,\"results\":[],\"paging\":{\"next\":{\"after\":\"" + page++ % 2 + "\"}}}")
                    .getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.start();
        try {
            ByHand scheduler = new ByHand();
            context.getRegistry().bind("byHand", scheduler);
            context.getRegistry().bind("failing", new DefaultPollingConsumerPollStrategy() {
                @Override
                public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
                    failures.add(cause);
                    return false;
                }
            });
            consume("hubspot-leads:changes?scheduler=#byHand&pollStrategy=#failing&since=beginning&archived=" + archived
                    + "&serviceUrl=http://localhost:" + server.getAddress().getPort());
            scheduler.run(1);
        } finally {
            server.stop(0);
        }
        assertThat(failures).singleElement().isInstanceOf(HubSpotTransportException.class).asString().contains(problem)
                .contains("the pages would never end");
        assertThat(events).isEmpty();
    }
}
