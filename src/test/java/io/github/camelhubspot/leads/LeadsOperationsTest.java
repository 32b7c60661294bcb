package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.model.AssociatedRecordPage;
import io.github.camelhubspot.model.AssociationType;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of {@code hubspot-leads:} on every API version. */
class LeadsOperationsTest extends HubSpotTestSupport {

    private String contact;

    @Override
    protected void setupResources() {
        contact = sandbox().contacts().create(Map.of("email", "jane@example.com"));
    }

    private String lead(String name) {
        return (String) ask("hubspot-leads:create", Map.of("hs_lead_name", name, "contactId", contact)).get("id");
    }

    @ParameterizedTest
    @ValueSource(strings = { "v3", "2025-09", "2026-03", "2026-09" })
    void createsReadsUpdatesAndArchivesALead(String version) {
        String on = "?apiVersion=" + version;

        Exchange created = send("hubspot-leads:create" + on, Map.of("hs_lead_name", "Jane Doe"),
                Map.of("CamelHubSpotContactId", contact));
        assertThat(created.getException()).isNull();
        String id = created.getMessage().getHeader(HubSpotConstants.RECORD_ID, String.class);
        assertThat(sandbox().leads().get(id)).get()
                .satisfies(lead -> assertThat(lead.properties()).containsEntry("hs_lead_name", "Jane Doe"));

        Map<?, ?> read = ask("hubspot-leads:read" + on + "&properties=hs_lead_name", null,
                Map.of("CamelHubSpotLeadId", id), Map.class);
        assertThat(read.get("id")).isEqualTo(id);

        ask("hubspot-leads:update" + on + "&leadId=" + id, Map.of("hs_lead_name", "Jane Smith"));
        assertThat(sandbox().leads().get(id).orElseThrow().properties()).containsEntry("hs_lead_name", "Jane Smith");

        Exchange archived = send("hubspot-leads:archive" + on + "&leadId=" + id, "untouched");
        assertThat(archived.getMessage().getBody()).isEqualTo("untouched");
        assertThat(archived.getMessage().getHeader(HubSpotConstants.STATUS_CODE)).isEqualTo(204);
        assertThat(sandbox().leads().archived()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "v3", "2025-09", "2026-03", "2026-09" })
    void doesEveryBatch(String version) {
        String on = "?apiVersion=" + version;
        Map<?, ?> created = ask("hubspot-leads:batchCreate" + on,
                List.of(Map.of("hs_lead_name", "A", "contactId", contact), Map.of("hs_lead_name", "B", "contactId", contact)));
        List<?> ids = ((List<?>) created.get("results")).stream().map(r -> ((Map<?, ?>) r).get("id")).toList();
        assertThat(ids).hasSize(2);

        Map<?, ?> read = ask("hubspot-leads:batchRead" + on + "&properties=hs_lead_name", ids);
        assertThat((List<?>) read.get("results")).hasSize(2);

        ask("hubspot-leads:batchUpdate" + on, ids.stream().map(id -> Map.of("id", id, "hs_lead_name", "new")).toList());
        assertThat(sandbox().leads().all()).allSatisfy(
                lead -> assertThat(lead.properties()).containsEntry("hs_lead_name", "new"));

        Map<?, ?> upserted = ask("hubspot-leads:batchUpsert" + on + "&idProperty=external_id",
                List.of(Map.of("external_id", "x-1", "hs_lead_name", "C")));
        assertThat(((Map<?, ?>) ((List<?>) upserted.get("results")).get(0)).get("new")).isEqualTo(true);

        Exchange archived = send("hubspot-leads:batchArchive" + on, ids);
        assertThat(archived.getException()).isNull();
        assertThat(sandbox().leads().archived()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "v3", "2025-09", "2026-03", "2026-09" })
    void listsAndSearches(String version) {
        lead("one");
        lead("two");
        String on = "?apiVersion=" + version;
        assertThat((List<?>) ask("hubspot-leads:list" + on + "&limit=1&associations=contacts", null).get("results")).hasSize(1);
        Exchange search = send("hubspot-leads:search" + on, Map.of("filterGroups", List.of(Map.of("filters",
                List.of(Map.of("propertyName", "hs_lead_name", "operator", "EQ", "value", "two"))))));
        assertThat(search.getMessage().getHeader(HubSpotConstants.TOTAL)).isEqualTo(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = { "v3", "2025-09", "2026-03", "2026-09" })
    void associatesAndDissociates(String version) {
        String id = lead("one");
        String other = sandbox().contacts().create(Map.of("email", "john@example.com"));
        String on = "?apiVersion=" + version + "&leadId=" + id;
        for (String uri : List.of("associate" + on + "&contactId=" + other,
                "associate" + on + "&toObjectType=contacts&toObjectId=" + other + "&associationTypeId=608",
                "dissociate" + on + "&toObjectType=contacts&toObjectId=" + other + "&associationTypeId=608",
                "dissociate" + on + "&contactId=" + other)) {
            Exchange exchange = send("hubspot-leads:" + uri, "untouched");
            assertThat(exchange.getException()).as(uri).isNull();
            assertThat(exchange.getMessage().getBody()).isEqualTo("untouched");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "v3", "2025-09", "2026-03", "2026-09" })
    void listsTheRecordsOfALeadPageByPage(String version) {
        String id = lead("one");
        String first = sandbox().contacts().create(Map.of("email", "john@example.com"));
        String second = sandbox().contacts().create(Map.of("email", "jim@example.com"));
        sandbox().leads().associate(id, "contacts", first, 608);
        sandbox().leads().associate(id, "contacts", second, 608);
        String uri = "hubspot-leads:listAssociations?toObjectType=contacts&apiVersion=" + version;

        Exchange page = send(uri + "&limit=1&outputType=POJO", Map.of("id", id, "properties", Map.of()));
        assertThat(page.getException()).isNull();
        AssociatedRecordPage records = page.getMessage().getBody(AssociatedRecordPage.class);
        assertThat(records.results()).singleElement().satisfies(record -> assertThat(record.associationTypes())
                .extracting(AssociationType::typeId).isNotEmpty());
        assertThat(page.getMessage().getHeader(HubSpotConstants.NEXT_AFTER)).isNotNull();

        Exchange all = send(uri + "&limit=1&allPages=true&leadId=" + id, null);
        List<Object> ids = new ArrayList<>();
        all.getMessage().getBody(Iterator.class).forEachRemaining(record -> ids.add(String.valueOf(
                ((Map<?, ?>) record).get("toObjectId"))));
        assertThat(ids).contains(first, second).doesNotHaveDuplicates();
    }

    @Test
    void aPageOfListAssociationsHasUpTo500Records() {
        String uri = "hubspot-leads:listAssociations?toObjectType=contacts&leadId=" + lead("one");
        assertThat(send(uri + "&limit=500", null).getException()).isNull();
        assertThat(send(uri, null, Map.of(HubSpotConstants.LIMIT, 501)).getException())
                .hasMessageContaining("limit 501 is not between 1 and 500").hasMessageContaining("allPages");
    }

    @Test
    void listAssociationsNeedsAnObjectType() {
        assertThat(send("hubspot-leads:listAssociations?leadId=" + lead("one"), null).getException())
                .hasMessageContaining("toObjectType is required for listAssociations");
    }
}
