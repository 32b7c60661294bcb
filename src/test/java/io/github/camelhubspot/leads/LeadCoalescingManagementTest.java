package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JMX attributes of coalesced calls. */
@Timeout(120)
class LeadCoalescingManagementTest extends LeadsTestSupport {

    @Override
    protected boolean useJmx() {
        return true;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:slow").to("hubspot-leads:update?coalesce=true&coalesceDelay=10s");
            }
        };
    }

    private CompletableFuture<Exchange> update(String name, Map<String, Object> headers) {
        Map<String, Object> all = new HashMap<>(headers);
        all.put("CamelHubSpotLeadId", lead(name));
        return template.asyncSend("direct:slow", exchange -> {
            exchange.getMessage().setBody(Map.of("hs_lead_name", "new"));
            exchange.getMessage().setHeaders(all);
        });
    }

    private static void awaitSuccess(CompletableFuture<Exchange> sent) {
        assertThat(sent.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().getException()).isNull();
    }

    @Test
    void jmxShowsQueuedAndSentCalls() throws Exception {
        MBeanServer server = context.getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName endpoint = server.queryNames(new ObjectName("org.apache.camel:context=" + context.getManagementName()
                + ",type=endpoints,name=\"hubspot-leads://update*\""), null).iterator().next();
        CompletableFuture<Exchange> first = update("one", Map.of());
        patiently().untilAsserted(() -> assertThat(server.getAttribute(endpoint, "CoalescingExchanges")).isEqualTo(1));
        awaitSuccess(update("two", Map.of("CamelHubSpotCoalesceDelay", 1)));
        awaitSuccess(first);
        patiently().untilAsserted(() -> assertThat(server.getAttribute(endpoint, "CoalescingExchanges")).isEqualTo(0));
        assertThat(server.getAttribute(endpoint, "CoalescedExchanges")).isEqualTo(2L);
        assertThat(server.getAttribute(endpoint, "CoalescedBatches")).isEqualTo(1L);
    }
}
