package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The import request of {@code start}: given as a whole, or built from the shorthand options. */
class ImportRequestTest extends ImportTestSupport {

    private static final String REQUEST = "CamelHubSpotImportRequest";
    private static final String REFERENCE = "classpath:imports/contacts-request.json";
    private static final String SHORTHAND = START + "?objectTypeId=0-1&columnMappings=RAW(Email=email*,First=firstname)";

    @TempDir
    Path dir;

    private void assertSent(String json) throws IOException {
        assertThat(sentRequest()).isEqualTo(JSON.readValue(json, Map.class));
    }

    @Test
    void aRequestIsSentUnchanged() throws IOException {
        String odd = request("c.csv").replace("{\"name\":\"Test\"", " { \"name\" : \"Test\",\n \"timeZone\":\"Europe/Berlin\"");
        assertStarted(start(CSV, Map.of(REQUEST, odd)));
        assertThat(sandbox().requests().last().part("importRequest").text()).isEqualTo(odd.strip());
        for (Object form : List.of(JSON.readValue(odd, Map.class), JSON.readTree(odd), odd.getBytes(StandardCharsets.UTF_8))) {
            assertStarted(start(CSV, Map.of(REQUEST, form)));
            assertSent(odd);
        }
    }

    @Test
    void aReferenceToARequestIsRead() throws IOException {
        String expected = new String(getClass().getResourceAsStream("/imports/contacts-request.json").readAllBytes(),
                StandardCharsets.UTF_8);
        Path withMark = Files.writeString(dir.resolve("request.json"), "\uFEFF" + expected);
        assertStarted(send(START + "?importRequest=" + REFERENCE, CSV));
        assertSent(expected);
        assertStarted(send(START + "?importRequest=RAW( file:" + withMark + ")", CSV));
        assertSent(expected);
        assertThat(upload().fileName()).isEqualTo("contacts.csv");
    }

    @Test
    void aReferenceToNothingIsRefused() {
        assertThatThrownBy(() -> context.getEndpoint(START + "?importRequest=file:no-such.json"))
                .isInstanceOf(ResolveEndpointFailedException.class).hasStackTraceContaining("importRequest refers to file:no-such.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{oops|importRequest is not JSON", "[]|must be a JSON object, but is a list",
            "'text'|importRequest is not JSON", "\"x\"|must be a JSON object, but is the text 'x'",
            "null|must be a JSON object, but is null", "{} {}|importRequest is not JSON", "12|must be a JSON object" })
    void aRequestThatIsNoJsonObjectIsRefused(String request, String problem) {
        assertRefused(start(CSV, Map.of(REQUEST, request)), problem);
    }

    @ParameterizedTest
    @CsvSource({ "ImportName,x", "ObjectTypeId,0-1", "ImportOperation,CREATE", "ColumnMappings,AUTO", "DateFormat,YEAR_MONTH_DAY" })
    void aRequestAndAShorthandOptionTogetherAreRefused(String option, String value) {
        String name = Character.toLowerCase(option.charAt(0)) + option.substring(1);
        assertRefused(start(CSV, Map.of(REQUEST, request("c.csv"), "CamelHubSpot" + option, value)), name + " and importRequest");
        assertRefused(send(START + "?" + name + "=" + value, CSV, Map.of(REQUEST, request("c.csv"))), name + " and importRequest");
    }

    @Test
    void theShorthandBuildsAWholeRequest() throws IOException {
        assertStarted(send(SHORTHAND + "&importName=Fair&dateFormat=year-month-day&importOperation=create&fileName=x.csv",
                "First,Email\nJane,jane@example.com\n"));
        assertSent("""
                {"name":"Fair","importOperations":{"0-1":"CREATE"},"dateFormat":"YEAR_MONTH_DAY","files":[{"fileName":"x.csv",
                "fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[
                {"columnObjectTypeId":"0-1","columnName":"First","propertyName":"firstname"},
                {"columnObjectTypeId":"0-1","columnName":"Email","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"}]}}]}
                """);
    }

    @Test
    void theShorthandSetsTheOperationAndNamesTheImportAfterTheFile() {
        assertStarted(send(SHORTHAND, CSV, Map.of("CamelFileName", "in/fair.csv")));
        assertThat(sentRequest().get("importOperations")).isEqualTo(Map.of("0-1", "UPSERT"));
        assertThat(sentRequest().get("name")).isEqualTo("fair.csv");
        assertThat(sentRequest().containsKey("dateFormat")).isFalse();
    }

    @Test
    void theShorthandAcceptsAMapInTheHeader() {
        assertStarted(start(CSV, Map.of("CamelHubSpotObjectTypeId", "0-1", "CamelHubSpotColumnMappings",
                Map.of("Email", "email*", "First", "firstname"))));
    }

    @Test
    void theShorthandReadsTheHeaderOfAStreamAndSendsAllButTheByteOrderMark() {
        String text = "\"Email\",First\r\njane@example.com,Jane\r\n";
        assertStarted(send(SHORTHAND, new ByteArrayInputStream(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))));
        assertThat(upload().text()).isEqualTo(text);
    }

    @Test
    void missingShorthandOptionsAreNamed() {
        assertRefused(start(CSV, Map.of()), "importRequest or columnMappings is required for start",
                "CamelHubSpotImportRequest");
        assertRefused(start(CSV, Map.of("CamelHubSpotColumnMappings", "AUTO")), "objectTypeId is required for start",
                "CamelHubSpotObjectTypeId");
        assertRefused(send(SHORTHAND, CSV, Map.of("CamelHubSpotImportOperation", "MERGE")), "'MERGE' is not one of UPSERT, CREATE, UPDATE");
        assertRefused(send(SHORTHAND, CSV, Map.of("CamelHubSpotDateFormat", "ISO")), "dateFormat 'ISO' is not one of");
    }

    @ParameterizedTest
    @ValueSource(strings = { "book.xlsx", "BOOK.XLS" })
    void theShorthandRefusesASpreadsheet(String name) {
        assertRefused(send(SHORTHAND, CSV, Map.of("CamelHubSpotFileName", name)), name, "write an importRequest");
    }

    @Test
    void theShorthandRefusesSeveralFiles() {
        assertRefused(send(SHORTHAND, List.of(new HashMap<>(Map.of("x", 1)))), "is not a file");
        assertRefused(send(SHORTHAND, List.of(CSV, CSV)), "columnMappings describes one file, but the message has 2");
    }

    @Test
    void columnsAndMappingsThatDoNotMatchAreRefusedBeforeAnythingIsSent() {
        assertRefused(send(SHORTHAND, "Email,First,Phone\n"), "columns without a mapping: 'Phone'");
        assertRefused(send(SHORTHAND, "Email\n"), "mappings without a column: 'First'");
        assertRefused(send(SHORTHAND, "Email,Email\n"), "'Email' twice");
    }
}
