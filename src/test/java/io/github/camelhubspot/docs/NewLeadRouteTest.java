package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("integration")
// tag::first-test
class NewLeadRouteTest {

    @RegisterExtension
    static final HubSpotSandboxExtension HUBSPOT = new HubSpotSandboxExtension();

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void startTheRoute() throws Exception {
        HubSpotConfiguration configuration = new HubSpotConfiguration();
        configuration.setServiceUrl(HUBSPOT.sandbox().url());
        configuration.setAccessToken(HUBSPOT.sandbox().accessToken());
        context.getRegistry().bind("hubspot", configuration);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:new-lead").to("hubspot-leads:create");
            }
        });
        context.start();
    }

    @AfterEach
    void stopTheRoute() {
        context.stop();
    }

    @Test
    void aNewLeadReachesHubSpot(HubSpotSandbox hubspot) {
        String contact = hubspot.contacts().create(Map.of("email", "jane@example.com"));

        context.createProducerTemplate().requestBody("direct:new-lead",
                Map.of("hs_lead_name", "Jane Doe", "contactId", contact));

        assertThat(hubspot.leads().all()).singleElement()
                .satisfies(lead -> assertThat(lead.get("hs_lead_name")).isEqualTo("Jane Doe"));
    }
}
// end::first-test
