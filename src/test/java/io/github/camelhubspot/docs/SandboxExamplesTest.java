package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.junit.jupiter.api.Test;

/** The shorter Java examples of docs/testing.md. */
class SandboxExamplesTest extends HubSpotTestSupport {

    @Test
    void createsAndReadsRecords(HubSpotSandbox hubspot) {
        // tag::records
        String lead = hubspot.leads().create(Map.of("hs_lead_name", "Jane Doe", "hs_lead_label", "WARM"));

        template.requestBodyAndHeader("hubspot-leads:update", Map.of("hs_lead_label", "HOT"), "CamelHubSpotLeadId", lead);

        assertThat(hubspot.leads().get(lead).orElseThrow().get("hs_lead_label")).isEqualTo("HOT");
        assertThat(hubspot.requests().count("PATCH", "/crm/v3/objects/leads/.*")).isEqualTo(1);
        // end::records
    }

    @Test
    void scriptsFaults(HubSpotSandbox hubspot) {
        String contact = hubspot.contacts().create(Map.of("email", "jane@example.com"));
        // tag::faults
        hubspot.faults().next(1).on("POST", "/crm/v3/objects/leads").resetAfterProcessing();

        assertThatThrownBy(() -> template.requestBody("hubspot-leads:create",
                Map.of("hs_lead_name", "Jane Doe", "contactId", contact)))
                .hasCauseInstanceOf(HubSpotOutcomeUnknownException.class);
        assertThat(hubspot.leads().size()).isEqualTo(1);
        // end::faults
    }

    @Test
    void movesTheClock(HubSpotSandbox hubspot) {
        // tag::time
        hubspot.time().set(Instant.parse("2026-11-22T08:00:00Z"));
        hubspot.imports().startAfter(Duration.ofMinutes(1)).processing(Duration.ofMinutes(10));
        String id = hubspot.imports().create("contacts");

        hubspot.time().advance(Duration.ofMinutes(5));
        assertThat(hubspot.imports().get(id).state()).isEqualTo("PROCESSING");

        hubspot.time().advance(Duration.ofHours(1));
        assertThat(hubspot.imports().get(id).state()).isEqualTo("DONE");
        // end::time
    }
}
