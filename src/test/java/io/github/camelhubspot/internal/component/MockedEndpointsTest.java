package io.github.camelhubspot.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.InterceptSendToMockEndpointStrategy;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of routes replace endpoints by mocks, which need no account. */
class MockedEndpointsTest {

    private static RouteBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(uri);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = { "hubspot-leads:create", "hubspot-leads:update?coalesce=true", "hubspot-leads:list?limit=5",
        "hubspot-import:start", "hubspot-import:errors" })
    void needsNoCredential_whenAMockReplacesTheEndpoint(String uri) throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.getCamelContextExtension().registerEndpointCallback(new InterceptSendToMockEndpointStrategy("hubspot-*", true));
            camel.addRoutes(route(uri));
            camel.start();
            MockEndpoint mock = camel.getEndpoint("mock:" + uri.replaceAll("\\?.*", ""), MockEndpoint.class);
            mock.expectedBodiesReceived("x");
            try (ProducerTemplate template = camel.createProducerTemplate()) {
                template.sendBody("direct:in", "x");
            }
            mock.assertIsSatisfied();
        }
    }

    @Test
    void needsACredential_whenAMockOnlyListens() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.getCamelContextExtension().registerEndpointCallback(new InterceptSendToMockEndpointStrategy("hubspot-*", false));
            camel.addRoutes(route("hubspot-leads:list"));
            assertThatThrownBy(camel::start).hasStackTraceContaining("No HubSpot credential is configured");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "hubspot-leads:list", "hubspot-import:get?importId=1" })
    void failsWithTheReason_forMessagesThatTheMockDoesNotReplace(String uri) throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    interceptSendToEndpoint("hubspot-*").onWhen(body().isEqualTo("skip")).skipSendToOriginalEndpoint()
                            .setBody(constant("skipped"));
                    from("direct:in").to(uri);
                }
            });
            camel.start();
            try (ProducerTemplate template = camel.createProducerTemplate()) {
                assertThat(template.requestBody("direct:in", "skip")).isEqualTo("skipped");
                assertThatThrownBy(() -> template.requestBody("direct:in", "send"))
                        .hasStackTraceContaining("No HubSpot credential is configured");
            }
        }
    }
}
