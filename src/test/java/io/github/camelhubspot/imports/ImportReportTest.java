package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of the rows that an import rejected. */
class ImportReportTest extends ImportTestSupport {

    private static final String ERRORS = "hubspot-import:errors?reportFormat=";
    private static final String PAIRS = START + "?objectTypeId=0-1&columnMappings=RAW(Email=email*,First=firstname)";
    private static final String FILE = "Email,First\njane@example.com,Jane\nj\u00fcrgen,\"J\u00fcrgen \"\"J\"\"\n2nd, line\"\nx@y.z,X\nnobody,\n";

    @TempDir
    Path dir;

    @BeforeEach
    void finishAtOnce() {
        sandbox().imports().startAfter(Duration.ZERO).processing(Duration.ZERO);
    }

    private Map<?, ?> imported(String file) {
        Map<?, ?> started = ask(PAIRS, file);
        return ask("hubspot-import:get", started);
    }

    private Exchange report(String format, Object body, Map<String, Object> headers) {
        Exchange exchange = send(ERRORS + format, body, headers);
        if (exchange.getException() != null) {
            throw new AssertionError(exchange.getException());
        }
        return exchange;
    }

    private static String text(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }

    private Path source(String text) throws IOException {
        return Files.writeString(dir.resolve("source.csv"), text);
    }

    @Test
    void csvHasTheFailedRowsAndTheirErrors() throws IOException {
        Exchange exchange = report("CSV", imported(FILE), Map.of("CamelHubSpotSourceFile", source(FILE)));
        String[] lines = text(exchange).split("\r\n");
        assertThat(lines[0]).isEqualTo("Email,First,hubspot_error_line,hubspot_error_column,hubspot_error_value,hubspot_error_type,"
                + "hubspot_error_message");
        assertThat(lines[1]).startsWith("j\u00fcrgen,\"J\u00fcrgen \"\"J\"\"\n2nd, line\",3,Email,j\u00fcrgen,INVALID_EMAIL,");
        assertThat(lines[2]).startsWith("nobody,,6,Email,nobody,INVALID_EMAIL,");
        assertThat(lines).hasSize(3);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isEqualTo(2L);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.ERROR_COUNTS)).isEqualTo(Map.of("INVALID_EMAIL", 2L));
        assertThat(sandbox().requests().last().query()).containsEntry("includeRowData", List.of("true"))
                .containsEntry("includeErrorMessage", List.of("true"));
    }

    @Test
    void aCorrectedReportCanBeImported() throws IOException {
        String csv = text(report("CSV", imported(FILE), Map.of("CamelHubSpotSourceFile", source(FILE))));
        ask(PAIRS, csv.replace("j\u00fcrgen,\"", "juergen@example.com,\"").replace("nobody,,", "nobody@example.com,,"));
        assertThat(sandbox().imports().all().get(1).state()).isEqualTo("DONE");
        assertThat(sandbox().imports().all().get(1).errorTypes()).isEmpty();
        assertThat(sandbox().contacts().all()).extracting(contact -> contact.get("email")).containsExactlyInAnyOrder(
                "jane@example.com", "x@y.z", "juergen@example.com", "nobody@example.com");
    }

    @Test
    void rowsHasTheFailedRowsUnchanged() throws IOException {
        assertThat(text(report("ROWS", imported(FILE), Map.of("CamelHubSpotSourceFile", source(FILE)))))
                .isEqualTo("Email,First\r\nj\u00fcrgen,\"J\u00fcrgen \"\"J\"\"\n2nd, line\"\r\nnobody,\r\n");
    }

    @Test
    void ndjsonHasAnObjectForEachError() throws IOException {
        String[] lines = text(report("NDJSON", imported(FILE), Map.of("CamelHubSpotSourceFile", source(FILE)))).split("\n");
        assertThat(lines).hasSize(2);
        assertThat(JSON.readValue(lines[0], Map.class)).isEqualTo(Map.of("line", 3, "column", "Email", "value", "j\u00fcrgen",
                "type", "INVALID_EMAIL", "message", JSON.readTree(lines[0]).get("message").asText(),
                "row", Map.of("Email", "j\u00fcrgen", "First", "J\u00fcrgen \"J\"\n2nd, line")));
    }

    @Test
    void readsRowsThatHubSpotDoesNotReturnFromTheSource() throws IOException {
        String id = sandbox().imports().create("bare");
        sandbox().imports().addError(id, "INVALID_EMAIL", 6, "nobody");
        sandbox().imports().addError(id, "INVALID_EMAIL", 3, null);
        sandbox().imports().addError(id, "LIMIT_EXCEEDED", 3, "J");
        sandbox().imports().addError(id, "UNKNOWN_ERROR", 0, null);
        sandbox().imports().addError(id, "INVALID_EMAIL", 4, null);
        Map<String, Object> headers = Map.of("CamelHubSpotImportId", id);
        Exchange exchange = report("CSV", source(FILE), headers);
        assertThat(text(exchange).split("\r\n")).satisfies(lines -> {
            assertThat(lines[1]).startsWith("nobody,,6,,nobody,INVALID_EMAIL,");
            assertThat(lines[2]).as("two errors of a row").startsWith("j\u00fcrgen,").contains("line\",3,,; J,INVALID_EMAIL; LIMIT_EXCEEDED,");
            assertThat(lines[3]).as("the whole file").startsWith(",,0,,,UNKNOWN_ERROR,");
            assertThat(lines[4]).as("no row begins in this line").startsWith(",,4,,,INVALID_EMAIL,");
        });
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.ERROR_COUNTS))
                .isEqualTo(Map.of("INVALID_EMAIL", 3L, "LIMIT_EXCEEDED", 1L, "UNKNOWN_ERROR", 1L));
        assertThat(text(report("ROWS", source(FILE), headers)).split("\r\n")).hasSize(3);
    }

    @Test
    void withoutASourceTheColumnsAreThoseOfTheImportWhichIsReadIfTheBodyLacksIt() {
        String id = (String) imported(FILE).get("id");
        sandbox().requests().clear();
        assertThat(text(report("CSV", null, Map.of("CamelHubSpotImportId", id)))).startsWith("Email,First,hubspot_error_line");
        assertThat(sandbox().requests().count()).isEqualTo(2);
        assertThat(text(report("CSV", Map.of("id", id, "state", "DONE", "importRequestJson", sentJson()), Map.of())))
                .startsWith("Email,First,hubspot_error_line");
        assertThat(sandbox().requests().count()).isEqualTo(3);
    }

    @Test
    void columnsWithoutNamesAreNumbered() {
        String id = sandbox().imports().create("bare");
        sandbox().imports().addError(id, "INVALID_EMAIL", 3, null);
        assertThat(text(report("CSV", null, Map.of("CamelHubSpotImportId", id)))).startsWith("hubspot_error_line,");
    }

    @Test
    void aFileWithoutAHeaderTakesItsColumnsFromTheImportAndHasEachFailedRowOnce() throws IOException {
        String file = "nobody,Jane\nx@y.z,X\nno-mail,Y\n";
        String request = request("c.csv").replace("\"hasHeader\":true", "\"hasHeader\":false");
        Exchange started = start(file, Map.of("CamelHubSpotImportRequest", request));
        assertStarted(started);
        Map<?, ?> done = ask("hubspot-import:get", started.getMessage().getBody());
        Map<String, Object> headers = Map.of("CamelHubSpotImportId", done.get("id"));
        for (Object body : new Object[] { done, source(file) }) {
            Map<String, Object> all = new HashMap<>(headers);
            all.put("CamelHubSpotSourceFile", source(file));
            String[] lines = text(report("CSV", body, all)).split("\r\n");
            assertThat(lines).hasSize(3);
            assertThat(lines[0]).startsWith("Email,First,hubspot_error_line,");
            assertThat(lines[1]).startsWith("nobody,Jane,1,Email,nobody,INVALID_EMAIL,");
            assertThat(lines[2]).startsWith("no-mail,Y,3,Email,no-mail,INVALID_EMAIL,");
            assertThat(text(report("ROWS", body, all))).isEqualTo("nobody,Jane\r\nno-mail,Y\r\n");
        }
    }

    private static Map<?, ?> sentJson() {
        try {
            return JSON.readValue(request("c.csv"), Map.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anImportWithoutErrorsHasAnEmptyReport() throws IOException {
        Exchange exchange = report("ROWS", imported(CSV), Map.of("CamelHubSpotSourceFile", source(CSV)));
        assertThat(text(exchange)).isEqualTo("Email,First\r\n");
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isEqualTo(0L);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.ERROR_COUNTS)).isEqualTo(Map.of());
        assertThat(text(report("NDJSON", imported(CSV), Map.of()))).isEmpty();
    }

    @Test
    void readsAllPagesAndDeletesTheTemporaryFile() throws Exception {
        StringBuilder file = new StringBuilder("Email,First\n");
        for (int i = 0; i < 250; i++) {
            file.append("bad").append(i).append(",B\n");
        }
        Map<?, ?> done = imported(file.toString());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:report").to(ERRORS + "CSV").to("file:" + dir + "?fileName=failed-rows.csv");
            }
        });
        ask("direct:report", done, Map.of(), Object.class);
        assertThat(Files.readAllLines(dir.resolve("failed-rows.csv"))).hasSize(251);
        assertThat(sandbox().requests().count("GET", ".*/errors")).isEqualTo(3);
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void aWireTapAndParallelBranchesReadTheirOwnCopiesOfTheBody() throws Exception {
        String id = sandbox().imports().create("bare");
        for (int line = 2; line < 3000; line++) {
            sandbox().imports().addError(id, "INVALID_EMAIL", line, "x".repeat(100) + line);
        }
        CountDownLatch mainDone = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:shared").to(ERRORS + "NDJSON").wireTap("direct:tap").multicast().parallelProcessing()
                        .to("direct:branch", "direct:branch", "direct:branch").end();
                from("direct:tap").process(exchange -> mainDone.await()).convertBodyTo(String.class).to("mock:read");
                from("direct:branch").convertBodyTo(String.class).to("mock:read");
            }
        });
        getMockEndpoint("mock:read").expectedMessageCount(4);
        Exchange exchange = send("direct:shared", null, Map.of("CamelHubSpotImportId", id));
        mainDone.countDown();
        getMockEndpoint("mock:read").assertIsSatisfied();
        assertThat(exchange.getException()).isNull();
        String whole = text(exchange);
        assertThat(whole.lines()).hasSize(2998);
        assertThat(getMockEndpoint("mock:read").getExchanges()).allSatisfy(read -> assertThat(read.getMessage().getBody()).isEqualTo(whole));
    }

    @Test
    void theBodyCanBeReadTwice() throws Exception {
        Map<?, ?> done = imported(FILE);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:twice").to(ERRORS + "CSV").to("file:" + dir + "?fileName=1.csv").to("file:" + dir + "?fileName=2.csv");
            }
        });
        ask("direct:twice", done, Map.of(), Object.class);
        assertThat(dir.resolve("2.csv")).hasSameTextualContentAs(dir.resolve("1.csv"));
        assertThat(dir.resolve("1.csv")).content().contains("nobody");
    }

    /** Returns the temporary files of this test only, because other tests may run at the same time. */
    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("hubspot-errors-"))
                    .filter(file -> contains(file, "bad249,B")).toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            return false; // deleted in the meantime
        }
    }

    @Test
    void aPageThatCannotBeReadFailsTheReport() {
        Map<?, ?> done = imported(FILE);
        sandbox().faults().next(10).on("GET", ".*/errors").status(403);
        assertThat(send(ERRORS + "CSV", done).getException()).hasMessageContaining("403");
    }

    @Test
    void refusesInvalidOptions() {
        assertThat(send(ERRORS + "CSV&sourceFile=nowhere.csv&importId=1", null).getException())
                .hasMessageContaining("sourceFile 'nowhere.csv' cannot be read");
        assertThat(send(ERRORS + "CSV&outputType=JSON&importId=1", null).getException())
                .hasMessageContaining("reportFormat and outputType exclude each other");
        assertThat(send("hubspot-import:errors", null, Map.of("CamelHubSpotReportFormat", "PDF", "CamelHubSpotImportId", "1"))
                .getException()).hasMessageContaining("reportFormat 'PDF' is not one of CSV, NDJSON, ROWS");
    }
}
