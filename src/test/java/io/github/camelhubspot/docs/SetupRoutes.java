package io.github.camelhubspot.docs;

import io.github.camelhubspot.HubSpotConfiguration;
import org.apache.camel.builder.RouteBuilder;

/** The Java examples of docs/authentication.md and docs/security.md. */
final class SetupRoutes {

    private SetupRoutes() {
    }

    static final class OneBean extends RouteBuilder {
        @Override
        public void configure() {
            // tag::one-bean
            HubSpotConfiguration hubspot = new HubSpotConfiguration();
            hubspot.setAccessToken(getContext().resolvePropertyPlaceholders("{{env:HUBSPOT_ACCESS_TOKEN}}"));
            hubspot.setApiVersion("2026-03");
            bindToRegistry("hubspot", hubspot);
            // end::one-bean
        }
    }

    static final class UntrustedLead extends RouteBuilder {
        @Override
        public void configure() {
            // tag::untrusted-lead
            from("direct:lead-of-a-partner")
                .removeHeaders("CamelHubSpot*")
                .to("hubspot-leads:create");
            // end::untrusted-lead
        }
    }
}
