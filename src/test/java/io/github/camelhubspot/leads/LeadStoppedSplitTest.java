package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** After an exchange has failed, the iterator in its body reads and sends nothing more. */
class LeadStoppedSplitTest extends LeadsTestSupport {

    private static final int LEADS = 60;

    private final AtomicInteger elements = new AtomicInteger();
    private Iterator<?> body;

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:write").to("hubspot-leads:batchCreate?streaming=true&batchSize=10&batchConcurrency=1").to("direct:split");
                from("direct:list").to("hubspot-leads:list?allPages=true&limit=2").to("direct:split");
                from("direct:search").to("hubspot-leads:search?allPages=true&limit=2").to("direct:split");
                from("direct:split").process(exchange -> body = exchange.getMessage().getBody(Iterator.class))
                        .split(body()).streaming().stopOnException()
                        .process(exchange -> {
                            elements.incrementAndGet();
                            throw new IllegalStateException("stop");
                        });
            }
        };
    }

    private void assertStopped(Exchange exchange) {
        assertThat(exchange.getException()).hasRootCauseMessage("stop");
        assertThat(elements).hasValue(1);
        assertThat(body).isInstanceOf(Closeable.class);
        assertThat(body.hasNext()).isFalse();
    }

    @Test
    void sendsNoFurtherBatchAfterASplitStops() {
        assertStopped(send("direct:write", IntStream.range(0, LEADS).mapToObj(i -> Map.of("hs_lead_name", "lead " + i,
                "contactId", contact)).toList()));
        assertThat(sandbox().leads().size()).isEqualTo(10);
    }

    @Test
    void readsNoFurtherPageAfterASplitStops() {
        IntStream.range(0, LEADS).forEach(i -> lead("lead " + i));
        for (String route : List.of("direct:list", "direct:search")) {
            elements.set(0);
            sandbox().requests().clear();
            assertStopped(send(route, null));
            // the next page is requested when the splitter checks for a second element
            assertThat(sandbox().requests().count()).as(route).isLessThanOrEqualTo(2);
        }
    }
}
