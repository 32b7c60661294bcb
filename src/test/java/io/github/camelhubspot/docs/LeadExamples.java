package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.sandbox.SandboxRecord;
import org.apache.camel.Exchange;

/** The examples of docs/hubspot-leads.md that handle one lead, a list or a search. */
final class LeadExamples extends DocumentedExamples {

    void createLead() {
        from("direct:create-lead")
            .to("hubspot-leads:create")
            .log("Created lead ${header.CamelHubSpotRecordId}");
    }

    void createLead(Stage stage) {
        Exchange result = stage.send("direct:create-lead",
                Map.of("hs_lead_name", "Jane Doe", "hs_lead_label", "WARM", "contactId", stage.contact()), Map.of());
        SandboxRecord lead = stage.sandbox().leads().get(Stage.recordId(result)).orElseThrow();
        assertThat(lead.get("hs_lead_name")).isEqualTo("Jane Doe");
        assertThat(lead.associations()).extracting(SandboxRecord.Association::typeId).contains(578);
    }

    void readLead() {
        from("direct:read-lead")
            .to("hubspot-leads:read?properties=hs_lead_name,hs_lead_label&associations=contacts&outputType=POJO")
            .setBody(simple("${body.properties[hs_lead_name]}"));
    }

    void readLead(Stage stage) {
        Exchange result = stage.send("direct:read-lead", null, Map.of(HubSpotConstants.LEAD_ID, stage.lead("Jane Doe")));
        assertThat(result.getMessage().getBody()).isEqualTo("Jane Doe");
        assertThat(stage.sandbox().requests().last().query()).containsEntry("associations", List.of("contacts"));
    }

    void readLeadByProperty() {
        from("direct:read-lead-by-property")
            .setHeader(HubSpotConstants.LEAD_ID, body())
            .to("hubspot-leads:read?idProperty=external_id&properties=hs_lead_name,external_id");
    }

    void readLeadByProperty(Stage stage) {
        String id = stage.sandbox().leads().create(Map.of("hs_lead_name", "Jane Doe", "external_id", "x-1"));
        assertThat(Stage.recordId(stage.send("direct:read-lead-by-property", "x-1", Map.of()))).isEqualTo(id);
    }

    void listLeads() {
        from("direct:list-leads")
            .to("hubspot-leads:list?allPages=true&properties=hs_lead_name")
            .split(body()).streaming()
                .to("direct:lead")
            .end();
    }

    void listLeads(Stage stage) throws Exception {
        for (int i = 0; i < 101; i++) {
            stage.lead("Lead " + i);
        }
        List<Exchange> leads = stage.resultsAt("direct:lead");
        stage.send("direct:list-leads", null, Map.of());
        assertThat(leads).hasSize(101);
        assertThat(stage.sandbox().requests().count()).isEqualTo(2);
    }

    void searchLeads() {
        from("direct:search-leads")
            .setBody(constant("""
                {"filterGroups": [{"filters": [
                  {"propertyName": "hs_lead_label", "operator": "EQ", "value": "HOT"}]}]}
                """))
            .to("hubspot-leads:search?properties=hs_lead_name,hs_lead_label&limit=50");
    }

    void searchLeads(Stage stage) {
        stage.sandbox().leads().create(Map.of("hs_lead_name", "Jane Doe", "hs_lead_label", "HOT"));
        stage.sandbox().leads().create(Map.of("hs_lead_name", "John Roe", "hs_lead_label", "COLD"));
        Exchange result = stage.send("direct:search-leads", null, Map.of());
        assertThat(result.getMessage().getHeader(HubSpotConstants.TOTAL)).isEqualTo(1L);
        assertThat(result.getMessage().getBody(String.class)).contains("Jane Doe").doesNotContain("John Roe");
    }

    void updateLead() {
        from("direct:update-lead")
            .to("hubspot-leads:update?nullValues=CLEAR");
    }

    void updateLead(Stage stage) {
        String id = stage.sandbox().leads().create(Map.of("hs_lead_name", "Jane Doe", "lead_score", "7"));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("hs_lead_label", "HOT");
        values.put("lead_score", null);
        stage.send("direct:update-lead", values, Map.of(HubSpotConstants.LEAD_ID, id));
        assertThat(stage.sandbox().leads().get(id).orElseThrow().properties()).containsEntry("hs_lead_label", "HOT")
                .doesNotContainKey("lead_score").containsEntry("hs_lead_name", "Jane Doe");
    }

    void archiveLead() {
        from("direct:archive-lead")
            .to("hubspot-leads:archive");
    }

    void archiveLead(Stage stage) {
        String id = stage.lead("Jane Doe");
        stage.send("direct:archive-lead", null, Map.of(HubSpotConstants.LEAD_ID, id));
        assertThat(stage.sandbox().leads().archived()).extracting(SandboxRecord::id).containsExactly(id);
    }

    void associateLead() {
        from("direct:associate-lead")
            .to("hubspot-leads:associate");
    }

    void associateLead(Stage stage) {
        String id = stage.lead("Jane Doe");
        String company = stage.sandbox().companies().create(Map.of("domain", "example.com"));
        stage.send("direct:associate-lead", null,
                Map.of(HubSpotConstants.LEAD_ID, id, HubSpotConstants.COMPANY_ID, company));
        assertThat(stage.sandbox().leads().get(id).orElseThrow().associations())
                .extracting(SandboxRecord.Association::toId).contains(company);
    }

    void dissociateLead() {
        from("direct:dissociate-lead")
            .to("hubspot-leads:dissociate?toObjectType=companies&associationTypeId=610");
    }

    void dissociateLead(Stage stage) {
        String id = stage.lead("Jane Doe");
        String company = stage.sandbox().companies().create(Map.of("domain", "example.com"));
        stage.sandbox().leads().associate(id, "contacts", stage.contact(), 578);
        stage.sandbox().leads().associate(id, "companies", company, 610);
        stage.send("direct:dissociate-lead", null,
                Map.of(HubSpotConstants.LEAD_ID, id, HubSpotConstants.TO_OBJECT_ID, company));
        assertThat(stage.sandbox().leads().get(id).orElseThrow().associations())
                .extracting(SandboxRecord.Association::toType).containsOnly("contacts");
    }

    void listAssociations() {
        from("direct:list-associations")
            .to("hubspot-leads:listAssociations?toObjectType=contacts&allPages=true")
            .split(body())
                .setBody(simple("${body[toObjectId]}"))
                .to("direct:contact-id");
    }

    void listAssociations(Stage stage) throws Exception {
        List<String> contacts = stage.textsAt("direct:contact-id");
        String id = stage.lead("Jane Doe");
        String contact = stage.contact();
        String other = stage.sandbox().contacts().create(Map.of("email", "second@example.com"));
        stage.sandbox().leads().associate(id, "contacts", contact, 578);
        stage.sandbox().leads().associate(id, "contacts", other, 608);
        stage.send("direct:list-associations", null, Map.of(HubSpotConstants.LEAD_ID, id));
        assertThat(contacts).containsExactlyInAnyOrder(contact, other);
    }

    void leadNotFound() {
        onException(HubSpotNotFoundException.class)
            .handled(true)
            .setBody(simple("No lead ${header.CamelHubSpotLeadId}"));

        from("direct:find-lead")
            .to("hubspot-leads:read");
    }

    void leadNotFound(Stage stage) {
        assertThat(stage.send("direct:find-lead", null,
            Map.of(HubSpotConstants.LEAD_ID, "404")).getMessage().getBody()).isEqualTo("No lead 404");
    }

    void tryAgain() {
        onException(HubSpotRateLimitException.class, HubSpotServerException.class, HubSpotTransportException.class)
            .maximumRedeliveries(5)
            .redeliveryDelay(500)
            .backOffMultiplier(3)
            .useExponentialBackOff();

        from("direct:create-lead-patiently")
            .to("hubspot-leads:create?maxRetries=0");
    }

    void tryAgain(Stage stage) {
        String contact = stage.contact();
        stage.sandbox().faults().next(1).on("POST", "/crm/v3/objects/leads").status(429);
        Exchange sent = stage.send("direct:create-lead-patiently",
                Map.of("hs_lead_name", "Jane Doe", "contactId", contact), Map.of());
        assertThat(stage.sandbox().leads().size()).isEqualTo(1);
        assertThat(stage.sandbox().faults().fired()).isEqualTo(1);
        assertThat(sent.getMessage().getHeader(HubSpotConstants.ATTEMPTS)).as("only Camel tries again").isEqualTo(1);
    }
}
