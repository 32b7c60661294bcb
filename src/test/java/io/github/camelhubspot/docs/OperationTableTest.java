package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.camelhubspot.sandbox.SandboxRequest;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the calls in the tables of operations with those that the operations make. */
class OperationTableTest extends HubSpotTestSupport {

    private static final Set<String> CONSUMED = Set.of("hubspot-import:watch", "hubspot-leads:changes");
    private static final Map<String, Object> IDS = Map.of("CamelHubSpotLeadId", "1", "CamelHubSpotToObjectType", "companies",
            "CamelHubSpotToObjectId", "2", "CamelHubSpotIdProperty", "external_id", "CamelHubSpotImportId", "3",
            "CamelHubSpotObjectTypeId", "0-1", "CamelHubSpotColumnMappings", "AUTO");
    private static final Map<String, String> NEW_LEAD = Map.of("hs_lead_name", "Jane Doe", "contactId", "4");
    private static final Map<String, String> LEAD = Map.of("id", "1", "hs_lead_name", "Jane Doe");

    /** A row: a message, its endpoint and the expected call. */
    record Row(String uri, Object body, String call) {

        @Override
        public String toString() {
            return uri;
        }
    }

    static Stream<Row> rows() {
        return OptionTables.SOURCES.stream().flatMap(source -> MarkdownPage.read(source.page()).table("Table of operations")
                .stream().map(row -> row(source, row))).filter(row -> !CONSUMED.contains(row.uri()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void namesTheCallThatIsMade(Row row) {
        send(row.uri(), row.body(), IDS);

        SandboxRequest request = sandbox().requests().last();
        assertThat(request.method() + ' ' + request.path()).isEqualTo(row.call().replace("{leadId}", "1")
                .replace("{toObjectType}", "companies").replace("{toObjectId}", "2").replace("{importId}", "3"));
    }

    private static Row row(OptionTables.Source source, List<String> cells) {
        String name = MarkdownPage.code(cells.get(0)).get(0);
        String uri = Operations.of(source).stream().filter(other -> other.endsWith(':' + name)).findFirst().orElseThrow();
        Map<String, String> lead = name.endsWith("reate") ? NEW_LEAD : LEAD;
        Object body = name.startsWith("batch") ? List.of(lead) : name.equals("start") ? "email\njane@example.com\n" : lead;
        return new Row(uri, body, MarkdownPage.code(cells.get(5)).get(0));
    }
}
