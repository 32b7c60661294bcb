package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.DatabaseTransaction;
import org.apache.camel.Exchange;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.springframework.jdbc.core.JdbcTemplate;

/** The examples of docs/hubspot-leads.md that consume changes. */
final class ChangesExamples extends DocumentedExamples {

    void consumeChanges() {
        from("hubspot-leads:changes?stateDirectory={{positions}}&positionName=crm&properties=hs_lead_name,hs_lead_label")
            .log("${header.CamelHubSpotChangeType} ${body[properties][hs_lead_name]} at ${header.CamelHubSpotModifiedAt}")
            .to("direct:lead-changed");
    }

    void consumeChanges(Stage stage) throws Exception {
        List<Exchange> changed = stage.resultsAt("direct:lead-changed");
        stage.start();
        String id = settledLead(stage.sandbox());
        stage.eventually(() -> assertThat(changed).hasSize(1));
        assertThat(changed.get(0).getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, id)
                .containsEntry(HubSpotConstants.CHANGE_TYPE, "CREATED");
        assertThat(stage.directory("positions").resolve("crm.json")).exists();
    }

    void consumeChangesInBatches() {
        from("hubspot-leads:changes?batch=true&outputType=JSON&stateDirectory={{positions}}"
                + "&properties=hs_lead_name&associations=contacts"
                + "&filterGroups=RAW([{\"filters\":[{\"propertyName\":\"hs_lead_label\",\"operator\":\"EQ\",\"value\":\"HOT\"}]}])")
            .to("direct:leads-changed");
    }

    void consumeChangesInBatches(Stage stage) throws Exception {
        List<Exchange> pages = stage.resultsAt("direct:leads-changed");
        stage.start();
        stage.sandbox().leads().create(Map.of("hs_lead_name", "cold", "hs_lead_label", "COLD"));
        stage.sandbox().leads().associate(settledLead(stage.sandbox()), "contacts", stage.contact(), 578);
        stage.sandbox().time().advance(Duration.ofMinutes(2));
        stage.eventually(() -> assertThat(pages).isNotEmpty());
        assertThat(pages.get(0).getMessage().getBody(String.class)).contains("Jane Doe").doesNotContain("cold");
    }

    void consumeArchived() {
        from("hubspot-leads:changes?archived=true&delay=6h&stateDirectory={{positions}}&properties=hs_lead_name")
            .to("direct:lead-archived");
    }

    void consumeArchived(Stage stage) throws Exception {
        List<Exchange> archived = stage.resultsAt("direct:lead-archived");
        stage.start();
        String id = settledLead(stage.sandbox());
        stage.sandbox().leads().archive(id);
        stage.sandbox().time().advance(Duration.ofMinutes(2));
        stage.eventually(() -> assertThat(archived).hasSize(1));
        assertThat(archived.get(0).getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, id)
                .containsEntry(HubSpotConstants.CHANGE_TYPE, "ARCHIVED");
    }

    void consumeChangesOnce() {
        DataSource dataSource = getContext().getRegistry().lookupByNameAndType("dataSource", DataSource.class);
        bindToRegistry("done", new JdbcMessageIdRepository(dataSource, "lead-changes"));

        from("hubspot-leads:changes?stateDirectory={{positions}}&properties=hs_lead_name")
            .transacted()
                .idempotentConsumer(simple("${header.CamelHubSpotRecordId} ${header.CamelHubSpotModifiedAt}"))
                    .idempotentRepository("done").removeOnFailure(false)
                    .to("sql:insert into lead_change (id, modified, name) values (:#${header.CamelHubSpotRecordId},"
                        + " :#${header.CamelHubSpotModifiedAt}, :#${body[properties][hs_lead_name]})?dataSource=#dataSource");
    }

    void consumeChangesOnce(Stage stage) {
        DataSource dataSource = stage.context().getRegistry().lookupByNameAndType("dataSource", DataSource.class);
        stage.context().getRegistry().bind("transaction", new DatabaseTransaction(dataSource));
        JdbcTemplate database = new JdbcTemplate(dataSource);
        stage.start();
        String id = settledLead(stage.sandbox());
        // without the table the work fails, and its record of completion is rolled back
        int enough = stage.sandbox().requests().count() + 5;
        stage.eventually(() -> assertThat(stage.sandbox().requests().count()).isGreaterThanOrEqualTo(enough));
        assertThat(database.queryForList("select * from CAMEL_MESSAGEPROCESSED")).isEmpty();
        database.execute("create table lead_change (id varchar(20), modified varchar(30), name varchar(100))");
        stage.eventually(() -> assertThat(database.queryForList("select name from lead_change where id = ?", String.class,
                id)).containsExactly("Jane Doe"));
        assertThat(database.queryForList("select messageId from CAMEL_MESSAGEPROCESSED", String.class))
                .singleElement().asString().startsWith(id + " 20");
    }

    /** Creates a lead after the route was started, and lets it become older than the settle window. */
    private static String settledLead(HubSpotSandbox sandbox) {
        sandbox.time().advance(Duration.ofSeconds(1));
        String id = sandbox.leads().create(Map.of("hs_lead_name", "Jane Doe", "hs_lead_label", "HOT"));
        sandbox.time().advance(Duration.ofMinutes(2));
        return id;
    }
}
