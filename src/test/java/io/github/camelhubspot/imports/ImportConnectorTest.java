package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.model.ActionResult;
import io.github.camelhubspot.model.Import;
import io.github.camelhubspot.model.ImportErrorPage;
import io.github.camelhubspot.model.ImportPage;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;

/** Messages of HubSpot's other connectors work unchanged in YAML routes. */
class ImportConnectorTest extends ImportTestSupport {

    private static final byte[] BYTES = CSV.getBytes(StandardCharsets.UTF_8);
    private static final String DONE = """
            {"id":"48541593","state":"DONE","createdAt":"2025-04-01T08:00:00.000Z","updatedAt":"2025-04-01T08:05:30.250Z",
            "optOutImport":false,"metadata":{"counters":{"CREATED_OBJECTS":120,"TOTAL_ROWS":120,"PROPERTY_VALUES_EMITTED":360},
            "fileIds":["4711"],"objectLists":[{"listId":"31","objectType":"CONTACT"}]},"importName":"Fair",
            "importSource":"API","mappedObjectTypeIds":["0-1"],"laterField":{"a":[1]}}""";

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        PluginHelper.getRoutesLoader(context).loadRoutes(
                PluginHelper.getResourceLoader(context).resolveResource("classpath:imports/connector-routes.yaml"));
        return context;
    }

    private static String requestFile() throws IOException {
        try (InputStream in = ImportConnectorTest.class.getResourceAsStream("/imports/contacts-request.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void respondWith(String json) {
        sandbox().faults().next(1).status(200).body(json);
    }

    private Exchange responseOf(String route, String json) {
        respondWith(json);
        Exchange exchange = send("direct:" + route, null);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    @Test
    void startsWithARequestInAHeaderAndBytes() throws IOException {
        assertStarted(send("direct:start-with-options", BYTES));
        assertThat(sentRequest()).isEqualTo(JSON.readValue(requestFile(), Map.class));
        assertThat(upload().fileName()).isEqualTo("contacts.csv");
        assertThat(upload().text()).isEqualTo(CSV);
    }

    @Test
    void startsWithARequestWrittenInTheRoute() {
        assertStarted(send("direct:start-inline", BYTES));
        assertThat(sentRequest().get("name")).isEqualTo("Inline & more + 100%");
    }

    @Test
    void startsWithMappingsWrittenInTheRoute() {
        assertStarted(send("direct:start-with-mappings", BYTES));
        assertThat(sentRequest().get("importOperations")).isEqualTo(Map.of("0-1", "CREATE"));
    }

    @Test
    void startsWithThePayloadOfAConnector() throws IOException {
        Map<String, Object> file = Map.of("fileContent", BYTES, "fileName", "contacts.csv");
        for (Object files : new Object[] { file, List.of(file) }) {
            assertStarted(send("direct:start", Map.of("importRequest", requestFile(), "files", files)));
            assertThat(sandbox().requests().last().part("importRequest").text()).isEqualTo(requestFile().strip());
            assertThat(upload()).extracting(SandboxRequest.Part::fileName, SandboxRequest.Part::text)
                    .containsExactly("contacts.csv", CSV);
        }
    }

    @Test
    void readsTheResponseToAStart() {
        respondWith("{\"id\":\"48541593\",\"state\":\"STARTED\",\"createdAt\":\"2025-04-01T08:00:00.000Z\","
                + "\"updatedAt\":\"2025-04-01T08:00:00.000Z\",\"optOutImport\":false,\"metadata\":{\"counters\":{},"
                + "\"fileIds\":[\"4711\"],\"objectLists\":[]},\"mappedObjectTypeIds\":[\"0-1\"]}");
        Import started = send("direct:start-with-options", BYTES).getMessage().getBody(Import.class);
        assertThat(started.createdAt()).isEqualTo(Instant.parse("2025-04-01T08:00:00Z"));
        assertThat(started.metadata().counters()).isEmpty();
        assertThat(started.mappedObjectTypeIds()).containsExactly("0-1");
    }

    @Test
    void readsAListWithoutPaging() {
        Exchange exchange = responseOf("list", "{\"results\":[" + DONE + "],\"paging\":null}");
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(HubSpotConstants.NEXT_AFTER);
        ImportPage page = exchange.getMessage().getBody(ImportPage.class);
        assertThat(page.paging()).isNull();
        assertThat(page.results()).singleElement().satisfies(one -> assertThat(one.importName()).isEqualTo("Fair"));
    }

    @Test
    void readsAnImport() throws IOException {
        Exchange exchange = responseOf("get", DONE);
        assertThat(sandbox().requests().last().path()).isEqualTo("/crm/v3/imports/48541593");
        assertThat(exchange.getMessage().getBody()).isEqualTo(JSON.readValue(DONE, Map.class));
        Import one = exchange.getMessage().getBody(Import.class);
        assertThat(one.metadata().counters()).containsEntry("CREATED_OBJECTS", 120L);
        assertThat(one.metadata().objectLists().get(0).listId()).isEqualTo("31");
        assertThat(one.importSource()).isEqualTo("API");
        assertThat(one.additional()).containsEntry("laterField", Map.of("a", List.of(1)));
    }

    @Test
    void readsErrorsWhoseTimesAreNumbers() {
        Exchange exchange = responseOf("errors", """
                {"results":[{"id":"e-7","createdAt":1743494400,"errorType":"INVALID_EMAIL","errorMessage":"No address: nobody",
                "objectType":"CONTACT","invalidValue":"nobody","sourceData":{"rowData":["Ann","Lee","nobody"],
                "containsEncryptedProperties":false,"lineNumber":5,"fileId":4711}}],"paging":null}""");
        assertThat(sandbox().requests().last().query()).isEqualTo(Map.of("includeRowData", List.of("true"),
                "includeErrorMessage", List.of("true"), "limit", List.of("10")));
        assertThat(exchange.getMessage().getBody(ImportErrorPage.class).results()).singleElement().satisfies(error -> {
            assertThat(error.createdAt()).isEqualTo(1_743_494_400L);
            assertThat(error.errorMessage()).isEqualTo("No address: nobody");
            assertThat(error.sourceData().lineNumber()).isEqualTo(5);
            assertThat(error.sourceData().rowData()).containsExactly("Ann", "Lee", "nobody");
        });
    }

    @Test
    void readsTheResponseToACancellation() {
        Exchange exchange = responseOf("cancel", "{\"status\":\"COMPLETE\",\"startedAt\":\"2025-04-01T08:00:00.000Z\","
                + "\"completedAt\":\"2025-04-01T08:01:00.000Z\",\"links\":{}}");
        assertThat(sandbox().requests().last()).extracting(SandboxRequest::method, SandboxRequest::path)
                .containsExactly("POST", "/crm/v3/imports/48541593/cancel");
        assertThat(exchange.getMessage().getBody(ActionResult.class).completedAt())
                .isEqualTo(Instant.parse("2025-04-01T08:01:00Z"));
    }

    @Test
    void aRouteCanWaitForTheNextState() {
        String id = sandbox().imports().create("A");
        Exchange exchange = send("direct:enriched", id);
        assertThat(exchange.getMessage().getBody(Import.class).id()).isEqualTo(id);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.RECORD_ID)).isEqualTo(id);
    }
}
