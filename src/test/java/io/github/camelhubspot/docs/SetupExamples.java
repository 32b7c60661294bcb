package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.sandbox.SandboxRecord;

/** The examples of README.md, docs/authentication.md and docs/security.md. */
final class SetupExamples extends DocumentedExamples {

    void quickList(Stage stage) {
        stage.lead("Jane Doe");
        stage.start();
        stage.eventually(() -> assertThat(stage.sandbox().requests().matching("GET", "/crm/v3/objects/leads"))
                .singleElement().satisfies(call -> assertThat(call.query()).containsEntry("limit", List.of("5"))));
    }

    void quickImport(Stage stage) throws Exception {
        stage.putContactsIntoTheInbox();
        stage.start();
        stage.eventually(() -> assertThat(stage.sandbox().contacts().all())
                .extracting(contact -> contact.get("email")).containsExactly("jane@example.com"));
    }

    void oneBean() {
        HubSpotConfiguration hubspot = new HubSpotConfiguration();
        hubspot.setAccessToken(getContext().resolvePropertyPlaceholders("{{env:HUBSPOT_ACCESS_TOKEN}}"));
        hubspot.setApiVersion("2026-03");
        bindToRegistry("hubspot", hubspot);
    }

    void oneBean(Stage stage) {
        stage.start();
        for (String operation : List.of("hubspot-leads:list", "hubspot-import:list")) {
            stage.send(operation, null, Map.of());
            assertThat(stage.sandbox().requests().last().header("Authorization")).isEqualTo("Bearer sandbox-token");
        }
        assertThat(stage.context().getRegistry().lookupByNameAndType("hubspot", HubSpotConfiguration.class)).isNotNull();
    }

    void untrustedLead() {
        from("direct:lead-of-a-partner")
            .removeHeaders("CamelHubSpot*")
            .to("hubspot-leads:create");
    }

    void untrustedLead(Stage stage) {
        String contact = stage.contact();
        String stranger = stage.sandbox().contacts().create(Map.of("email", "stranger@example.com"));
        stage.send("direct:lead-of-a-partner", Map.of("hs_lead_name", "Jane Doe", "contactId", contact),
                Map.of(HubSpotConstants.CONTACT_ID, stranger));
        assertThat(stage.sandbox().leads().all()).singleElement().satisfies(lead -> assertThat(lead.associations())
                .extracting(SandboxRecord.Association::toId).containsExactly(contact));
    }
}
