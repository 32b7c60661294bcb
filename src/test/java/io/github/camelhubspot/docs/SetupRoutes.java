package io.github.camelhubspot.docs;

import io.github.camelhubspot.HubSpotConfiguration;
import org.apache.camel.builder.RouteBuilder;

/** The Java examples of docs/authentication.md. */
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
}
