package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The name under which {@code start} sends a file. */
class ImportFileNamesTest extends ImportTestSupport {

    private static final String FILE_NAME = "CamelHubSpotFileName";

    @TempDir
    Path dir;

    private static Map<String, Object> headers(Object... pairs) {
        Map<String, Object> headers = new HashMap<>();
        headers.put("CamelHubSpotObjectTypeId", "0-1");
        headers.put("CamelHubSpotColumnMappings", "Email=email*,First=firstname");
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i].toString(), pairs[i + 1]);
        }
        return headers;
    }

    private static Map<String, Object> withRequest(String fileName, Object... pairs) {
        Map<String, Object> headers = headers(pairs);
        headers.keySet().removeIf(name -> name.endsWith("ObjectTypeId") || name.endsWith("ColumnMappings"));
        headers.put("CamelHubSpotImportRequest", request(fileName));
        return headers;
    }

    @Test
    void theNameComesFromTheHeaderElseTheFileElseTheCamelHeaderElseTheDefault() throws Exception {
        Path file = Files.writeString(dir.resolve("own.csv"), CSV);
        assertThat(uploadedName(file, headers(FILE_NAME, "given.csv", "CamelFileName", "camel.csv"))).isEqualTo("given.csv");
        assertThat(uploadedName(file, headers("CamelFileName", "camel.csv"))).isEqualTo("own.csv");
        assertThat(uploadedName(CSV, headers("CamelFileName", "in/camel.csv"))).isEqualTo("camel.csv");
        assertThat(uploadedName(CSV, headers())).isEqualTo("import.csv");
        assertThat(sentRequest().get("name")).isEqualTo("import.csv");
    }

    @Test
    void theNameInTheRequestWinsOverTheFilesOwn() throws Exception {
        Path file = Files.writeString(dir.resolve("own.csv"), CSV);
        assertThat(uploadedName(file, withRequest("requested.csv", "CamelFileName", "camel.csv"))).isEqualTo("requested.csv");
    }

    @Test
    void theHeaderWinsOverTheOption() {
        String uri = START + "?fileName=option.csv&objectTypeId=0-1&columnMappings=RAW(Email=email*,First=firstname)";
        assertStarted(send(uri, CSV));
        assertThat(upload().fileName()).isEqualTo("option.csv");
        assertStarted(send(uri, CSV, Map.of(FILE_NAME, "header.csv")));
        assertThat(upload().fileName()).isEqualTo("header.csv");
    }

    @ParameterizedTest
    @CsvSource({ "/data/in/a.csv,a.csv", "C:\\data\\a.csv,a.csv", "../../a.csv,a.csv", "' a.csv ',a.csv" })
    void onlyTheBaseNameIsSent(String given, String sent) {
        assertThat(uploadedName(CSV, headers(FILE_NAME, given))).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Größe & Maß.csv", "naïve 日本語 😀.csv", "percent%20;semi='.csv" })
    void anyOtherNameIsSentUnchanged(String name) {
        assertThat(uploadedName(CSV, headers(FILE_NAME, name))).isEqualTo(name);
        assertThat(uploadedName(CSV, withRequest(name))).isEqualTo(name);
        assertThat(sandbox().imports().all()).allSatisfy(one -> assertThat(one.fileNames()).containsExactly(name));
    }

    @Test
    void aNameThatContradictsTheRequestIsRefused() {
        assertRefused(start(CSV, withRequest("a.csv", FILE_NAME, "b.csv")), "fileName 'b.csv'", "files[0].fileName 'a.csv'");
        assertThat(start(CSV, withRequest("a.csv", FILE_NAME, "dir/a.csv")).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\r\nX: 1.csv", "a\nb.csv", "a\"; name=\"x.csv", "a\u0000.csv", "a\u007f.csv", "a\u0085.csv", "dir/" })
    void aNameThatWouldBreakTheHeaderIsRefused(String name) {
        assertRefused(start(CSV, headers(FILE_NAME, name)), "fileName", "cannot be sent");
        if (!name.endsWith("/")) {
            assertRefused(start(CSV, headers("CamelFileName", name)), "cannot be sent");
        }
    }

    @Test
    void aBlankNameIsIgnored() {
        assertThat(uploadedName(CSV, headers(FILE_NAME, "  ", "CamelFileName", " "))).isEqualTo("import.csv");
    }

    @Test
    void namesInTheRequestThatNoUploadCanHaveAreRefused() {
        assertRefused(start(CSV, withRequest("dir/a.csv")), "files[0].fileName 'dir/a.csv'", "base name");
        assertRefused(start(CSV, withRequest(" ")), "files[0].fileName");
        assertRefused(start(CSV, Map.of("CamelHubSpotImportRequest", "{\"name\":\"x\",\"files\":[{}]}")), "files[0].fileName is missing");
        assertRefused(start(CSV, Map.of(FILE_NAME, "one.csv", "CamelHubSpotImportRequest", request("one.csv", "two.csv"))),
                "one.csv", "two.csv");
        assertRefused(start(java.util.List.of(CSV, CSV), Map.of(FILE_NAME, "one.csv", "CamelHubSpotImportRequest",
                request("one.csv", "two.csv"))), "fileName names one file");
    }

    @Test
    void aSpreadsheetIsNotSentAsCsv() {
        String request = request("book.xlsx").replace("CSV", "SPREADSHEET");
        assertStarted(start(new byte[] { 'P', 'K', 3, 4 }, Map.of("CamelHubSpotImportRequest", request)));
        assertThat(upload().contentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void aLostResponseReportsTheNamesOfImportAndFile() {
        sandbox().faults().next(1).reset();
        Exchange exchange = start(CSV, headers(FILE_NAME, "lost.csv", "CamelHubSpotImportName", "Lost",
                "CamelHubSpotPollInterval", 20));
        assertThat(exchange.getException()).isInstanceOfSatisfying(HubSpotOutcomeUnknownException.class,
                e -> assertThat(e.getContext()).containsEntry("importName", java.util.List.of("Lost"))
                        .containsEntry("fileName", java.util.List.of("lost.csv")));
        assertThat(sandbox().imports().all()).isEmpty();
    }
}
