package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.model.BatchVerdict;
import org.apache.camel.Exchange;

/** The examples of docs/hubspot-leads.md and docs/bulk.md that handle many leads. */
final class BulkExamples extends DocumentedExamples {

    void createLeads() {
        from("direct:create-leads")
            .to("hubspot-leads:batchCreate")
            .choice()
                .when(simple("${header.CamelHubSpotNumErrors} != null"))
                    .to("direct:refused-leads");
    }

    void createLeads(Stage stage) throws Exception {
        List<Exchange> refused = stage.resultsAt("direct:refused-leads");
        stage.send("direct:create-leads", List.of(Map.of("hs_lead_name", "Jane Doe", "contactId", stage.contact()),
                Map.of("hs_lead_name", "John Roe", "contactId", "404")), Map.of());
        assertThat(stage.sandbox().leads().all()).extracting(lead -> lead.get("hs_lead_name")).containsExactly("Jane Doe");
        assertThat(refused).singleElement()
                .satisfies(exchange -> assertThat(exchange.getMessage().getBody(String.class)).contains("camel-1"));
    }

    void readLeads() {
        from("direct:read-leads")
            .to("hubspot-leads:batchRead?properties=hs_lead_name");
    }

    void readLeads(Stage stage) {
        Exchange result = stage.send("direct:read-leads", List.of(stage.lead("Jane Doe"), "404"), Map.of());
        assertThat(result.getMessage().getBody(String.class)).contains("Jane Doe");
        assertThat(result.getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isEqualTo(1L);
    }

    void updateLeads() {
        from("direct:update-leads")
            .to("hubspot-leads:batchUpdate?partialFailure=THROW");
    }

    void updateLeads(Stage stage) {
        String id = stage.lead("Jane Doe");
        stage.send("direct:update-leads", List.of(Map.of("id", id, "hs_lead_label", "HOT")), Map.of());
        assertThat(stage.sandbox().leads().get(id).orElseThrow().get("hs_lead_label")).isEqualTo("HOT");
    }

    void upsertLeads() {
        from("direct:upsert-leads")
            .to("hubspot-leads:batchUpsert?idProperty=external_id");
    }

    void upsertLeads(Stage stage) {
        stage.sandbox().leads().create(Map.of("hs_lead_name", "old", "external_id", "x-1"));
        stage.send("direct:upsert-leads", List.of(Map.of("external_id", "x-1", "hs_lead_name", "Jane Doe"),
                Map.of("external_id", "x-2", "hs_lead_name", "John Roe")), Map.of());
        assertThat(stage.sandbox().leads().all()).extracting(lead -> lead.get("hs_lead_name"))
                .containsExactlyInAnyOrder("Jane Doe", "John Roe");
    }

    void archiveLeads() {
        from("direct:archive-leads")
            .to("hubspot-leads:batchArchive");
    }

    void archiveLeads(Stage stage) {
        stage.send("direct:archive-leads", List.of(stage.lead("Jane Doe"), stage.lead("John Roe")), Map.of());
        assertThat(stage.sandbox().leads().archived()).hasSize(2);
    }

    void createLeadsOfAFile() {
        from("direct:create-leads-of-a-file")
            .to("hubspot-leads:batchCreate?streaming=true")
            .split(body()).streaming()
                .filter(simple("${body[outcome]} != 'DONE'"))
                    .to("direct:lead-not-created")
                .end()
            .end();
    }

    void createLeadsOfAFile(Stage stage) throws Exception {
        List<String> refused = stage.textsAt("direct:lead-not-created");
        String contact = stage.contact();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 230; i++) {
            lines.append("{\"hs_lead_name\":\"Lead ").append(i).append("\",\"contactId\":\"")
                    .append(i == 207 ? "404" : contact).append("\"}\n");
        }
        stage.send("direct:create-leads-of-a-file", new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)),
                Map.of());
        assertThat(stage.sandbox().leads().size()).isEqualTo(229);
        assertThat(refused).singleElement().asString().contains("FAILED").contains("index=207");
    }

    void leadForEachEvent() {
        from("direct:lead-for-each-event")
            .to("hubspot-leads:create?coalesce=true")
            .setHeader("leadId", simple("${body[id]}"))
            .to("direct:event-done");
    }

    void leadForEachEvent(Stage stage) throws Exception {
        List<Exchange> done = stage.resultsAt("direct:event-done");
        String contact = stage.contact();
        stage.start();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = "Lead " + i;
            callers.add(new Thread(() -> stage.send("direct:lead-for-each-event",
                    Map.of("hs_lead_name", name, "contactId", contact), Map.of("name", name))));
        }
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(done).hasSize(40).allSatisfy(exchange -> assertThat(stage.sandbox().leads().get(
                exchange.getMessage().getHeader("leadId", String.class)).orElseThrow().get("hs_lead_name"))
                .isEqualTo(exchange.getMessage().getHeader("name")));
        assertThat(stage.sandbox().requests().count()).isLessThan(40);
    }

    void updateAllLeads() {
        from("direct:update-all-leads")
            .to("hubspot-leads:batchUpdate?batchConcurrency=4&outputType=POJO")
            .split(header(HubSpotConstants.VERDICTS))
                .filter(simple("${body.outcome} == 'UNKNOWN'"))
                    .to("direct:look-at-lead")
                .end()
            .end();
    }

    void updateAllLeads(Stage stage) throws Exception {
        List<Map<String, String>> leads = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            leads.add(Map.of("id", stage.lead("Lead " + i), "hs_lead_label", "HOT"));
        }
        List<Exchange> unknown = stage.resultsAt("direct:look-at-lead");
        stage.sandbox().faults().next(1).status(200).body("{\"status\":\"COMPLETE\",\"results\":[]}");
        stage.send("direct:update-all-leads", leads, Map.of());
        assertThat(unknown).hasSizeBetween(30, 100).allSatisfy(exchange -> assertThat(exchange.getMessage().getBody(
                BatchVerdict.class).outcome()).isEqualTo(BatchVerdict.Outcome.UNKNOWN));
    }
}
