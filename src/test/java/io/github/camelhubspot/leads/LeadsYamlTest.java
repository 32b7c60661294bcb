package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.model.BatchResult;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.model.LeadPage;
import io.github.camelhubspot.model.SearchResult;
import io.github.camelhubspot.sandbox.PagingStyle;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes in YAML, with payloads from the documentation of other connectors for HubSpot. */
class LeadsYamlTest extends LeadsTestSupport {

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        PluginHelper.getRoutesLoader(context).loadRoutes(
                PluginHelper.getResourceLoader(context).resolveResource("classpath:facts/leads-samples.yaml"));
        return context;
    }

    private Exchange run(String route) {
        Exchange exchange = template.request("direct:" + route, message -> { });
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private <T> T run(String route, Class<T> type) {
        return run(route).getMessage().getBody(type);
    }

    @ParameterizedTest
    @EnumSource(PagingStyle.class)
    void listsAndSearches(PagingStyle style) {
        sandbox().pagingStyle(style);
        sandbox().leads().create("55555", Map.of("hs_lead_name", "Body Fit Gold Member"));
        sandbox().leads().create("66666", Map.of("hs_lead_name", "Body Fit Silver Member"));
        LeadPage page = run("list", LeadPage.class);
        assertThat(page.results()).extracting(Lead::id).containsExactly("55555", "66666");
        SearchResult found = run("search", SearchResult.class);
        assertThat(found.total()).isEqualTo(2);
        assertThat(found.results()).extracting(Lead::id).containsExactly("55555", "66666");
        assertThat(found.paging() == null || found.paging().next() == null).isTrue();
        assertThat(sent()).isEqualTo(Map.of("query", "Body Fit", "limit", 5, "properties", List.of("hs_lead_name"), "filterGroups",
                List.of(Map.of("filters", List.of(Map.of("propertyName", "hs_lead_name", "operator", "CONTAINS_TOKEN", "value", "Fit"))))));
    }

    @Test
    void createsReadsUpdatesAndArchives() {
        sandbox().contacts().create("67890", Map.of("email", "john@example.com"));
        Exchange created = run("create");
        assertThat(created.getMessage().getBody(Lead.class).properties()).containsEntry("hs_lead_name", "Jane Doe");
        assertThat(sent()).isEqualTo(Map.of("properties", Map.of("hs_lead_name", "Jane Doe"), "associations", List.of(Map.of(
                "types", List.of(Map.of("associationCategory", "HUBSPOT_DEFINED", "associationTypeId", 578)),
                "to", Map.of("id", "67890")))));
        sandbox().leads().create("12345", Map.of("hs_lead_name", "Jane Doe"));
        assertThat(run("read", Lead.class).properties()).containsEntry("hs_lead_name", "Jane Doe");
        assertThat(run("update", Lead.class).properties()).containsEntry("hs_lead_name", "Jane Smith");
        assertThat(sent()).isEqualTo(Map.of("properties", Map.of("hs_lead_name", "Jane Smith")));
        assertThat(run("archive").getMessage().getHeader(HubSpotConstants.STATUS_CODE)).isEqualTo(204);
        assertThat(sandbox().leads().get("12345")).isEmpty();
    }

    @Test
    void doesBatches() {
        sandbox().leads().requireAssociation(false).allowUpsertByObjectId(true);
        assertThat(run("batchCreate", BatchResult.class).results()).extracting(lead -> lead.properties().get("hs_lead_name"))
                .containsExactly("Alice Johnson", "Bob Williams");
        assertThat(sentInputs()).allSatisfy(input -> assertThat(input).containsEntry("associations", List.of()));
        sandbox().leads().create("11111", Map.of("hs_lead_name", "Alice"));
        sandbox().leads().create("22222", Map.of("hs_lead_name", "Bob"));
        assertThat(run("batchRead", BatchResult.class).results()).extracting(Lead::id).containsExactly("11111", "22222");
        assertThat(sent()).isEqualTo(Map.of("inputs", List.of(Map.of("id", "11111"), Map.of("id", "22222")),
                "properties", List.of("hs_lead_name")));
        assertThat(run("batchUpdate", BatchResult.class).results()).extracting(lead -> lead.properties().get("hs_lead_name"))
                .containsExactly("Alice Johnson-Updated", "Robert Williams");
        assertThat(run("batchUpsert", BatchResult.class).results()).extracting(Lead::isNew).containsExactly(false, true);
        assertThat(sentInputs()).extracting(input -> input.get("idProperty")).containsOnly("hs_object_id");
        run("batchArchive");
        assertThat(sandbox().leads().archived()).extracting(lead -> lead.id()).containsExactly("11111", "22222");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"next\":{\"after\":\"NTI1Cg%3D%3D\",\"link\":\"https://api.hubapi.com/x?after=NTI1Cg%3D%3D\"}}", "{}", "null" })
    void readsTheResponsesOfTheSamples(String paging) {
        sandbox().faults().next(1).status(200).body("""
                {"results": [{"id": "12345", "properties": {"hs_lead_name": "Jane Doe", "lastmodifieddate": "2024-01-15T10:30:00.000Z"},
                  "createdAt": "2024-01-15T10:30:00.000Z", "updatedAt": "2024-01-15T10:30:00.000Z", "archived": false,
                  "associations": {}}], "paging": %s}""".formatted(paging));
        Exchange exchange = run("list");
        LeadPage page = exchange.getMessage().getBody(LeadPage.class);
        assertThat(page.results().get(0).createdAt()).isEqualTo(Instant.parse("2024-01-15T10:30:00Z"));
        assertThat(page.results().get(0).associations()).isEmpty();
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.NEXT_AFTER))
                .isEqualTo(paging.contains("next") ? "NTI1Cg%3D%3D" : null);
    }

    @ParameterizedTest
    @CsvSource({ "404, not found: hubspot-leads:read 404 VALIDATION_ERROR", "503, later: 503", "423, later: 423",
        "403, other: HubSpotPermissionException 403", "418, other: HubSpotException 418" })
    void aRouteHandlesFailuresByTheirClass(int status, String text) {
        sandbox().faults().next(50).status(status);
        assertThat(run("read", String.class)).isEqualTo(text);
    }
}
