package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.DefaultExchange;

/** Sends single calls with the asynchronous interface, so that many of them can share a batch without a thread each. */
abstract class CoalescingTestSupport extends LeadsTestSupport {

    /** The delay is so long that only full batches are sent during a test. */
    static final String ON = "?coalesce=true&coalesceDelay=10s";
    static final String SOON = "?coalesce=true&coalesceDelay=500";
    static final String AT_ONCE = "?coalesce=true&coalesceDelay=1";
    static final int FULL = 100;
    static final String DELAY = "CamelHubSpotCoalesceDelay";

    /** Sends without blocking a thread until the response. */
    CompletableFuture<Exchange> start(String uri, Object body, Map<String, Object> headers) {
        return start(exchange(body, headers), uri);
    }

    Exchange exchange(Object body, Map<String, Object> headers) {
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOut);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        return exchange;
    }

    CompletableFuture<Exchange> start(Exchange exchange, String uri) {
        try {
            AsyncProducer producer = context.getEndpoint(uri.contains(":") ? uri : "hubspot-leads:" + uri).createAsyncProducer();
            producer.start();
            CompletableFuture<Exchange> result = new CompletableFuture<>();
            producer.process(exchange, doneSync -> {
                if (!result.complete(exchange)) {
                    throw new AssertionError("the callback was called twice");
                }
            });
            return result;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static Exchange ended(CompletableFuture<Exchange> sent) {
        return sent.orTimeout(60, TimeUnit.SECONDS).join();
    }

    static List<Exchange> ended(List<CompletableFuture<Exchange>> sent) {
        return sent.stream().map(CoalescingTestSupport::ended).toList();
    }

    List<Exchange> hundred(String uri, IntFunction<?> body, IntFunction<Map<String, Object>> headers) {
        return ended(IntStream.range(0, FULL).mapToObj(i -> start(uri, body.apply(i), headers.apply(i))).toList());
    }

    List<String> leads(int count) {
        return IntStream.range(0, count).mapToObj(i -> sandbox().leads().create(Map.of("hs_lead_name", "lead " + i,
                "external_id", "x" + i))).toList();
    }

    static Map<String, Object> id(Object id) {
        return Map.of("CamelHubSpotLeadId", id);
    }

    Map<String, Object> newLead(int number) {
        return Map.of("hs_lead_name", "lead " + number, "contactId", contact);
    }

    static Map<?, ?> properties(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return (Map<?, ?>) exchange.getMessage().getBody(Map.class).get("properties");
    }

    List<String> calls() {
        return sandbox().requests().all().stream().map(SandboxRequest::path).map(path -> path.replace("/crm/v3/objects/leads", ""))
                .toList();
    }

    static <T extends HubSpotException> T failure(Exchange exchange, Class<T> type) {
        assertThat(exchange.getException()).isExactlyInstanceOf(type);
        return type.cast(exchange.getException());
    }
}
