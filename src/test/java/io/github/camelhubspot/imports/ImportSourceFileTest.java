package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.TextNode;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a message can name, and how the source file of a report is checked. */
class ImportSourceFileTest extends ImportTestSupport {

    private static final String SOURCE = "CamelHubSpotSourceFile";
    private static final String REQUEST = "CamelHubSpotImportRequest";
    private static final String REPORT = "hubspot-import:errors?reportFormat=CSV";
    private static final String FILE = "Email,First\nnobody,J\u00fcrgen\n";

    @TempDir
    Path dir;

    @BeforeEach
    void finishAtOnce() {
        sandbox().imports().startAfter(Duration.ZERO).processing(Duration.ZERO);
    }

    private String importId() {
        String id = sandbox().imports().create("bare");
        sandbox().imports().addError(id, "INVALID_EMAIL", 2, "nobody");
        return id;
    }

    private Map<String, Object> headers(Object source) {
        return Map.of("CamelHubSpotImportId", importId(), SOURCE, source);
    }

    private static void assertHasTheRow(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(String.class)).contains("Email,First,hubspot_error_line").contains("nobody,J\u00fcrgen,2,");
    }

    @Test
    void aTextInAMessageNamesNoFile() throws IOException {
        Path file = Files.writeString(dir.resolve("s.csv"), FILE);
        for (Object text : new Object[] { file.toString(), "file:" + file, new StringBuilder("/dev/zero"), TextNode.valueOf("/dev/zero") }) {
            assertRefused(send(REPORT, null, headers(text)), "sourceFile: header CamelHubSpotSourceFile is the text '",
                    "a text in a message names no file", "option sourceDirectory");
        }
        Path request = Files.writeString(dir.resolve("r.json"), request("c.csv"));
        for (Object text : new Object[] { "file:" + request, " file:" + request, "classpath:imports/contacts-request.json",
                TextNode.valueOf("file:" + request) }) {
            assertRefused(start(CSV, Map.of(REQUEST, text)), "importRequest: header CamelHubSpotImportRequest is the text '",
                    "a text in a message names no file");
        }
    }

    @Test
    void aHeaderCannotSetTheSourceDirectory() throws IOException {
        Path file = Files.writeString(dir.resolve("s.csv"), FILE);
        Map<String, Object> headers = new HashMap<>(headers(file.toString()));
        headers.put("CamelHubSpotSourceDirectory", dir.toString());
        assertRefused(send(REPORT, null, headers), "names no file");
    }

    @Test
    void aTextNamesAFileInTheSourceDirectory() throws IOException {
        Path allowed = Files.createDirectories(dir.resolve("allowed/sub"));
        Path file = Files.writeString(allowed.resolve("s.csv"), FILE);
        String uri = REPORT + "&sourceDirectory=" + dir.resolve("allowed");
        for (String name : List.of("sub/s.csv", "file:sub/s.csv", "sub/../sub/s.csv", file.toString())) {
            assertHasTheRow(send(uri, null, headers(name)));
        }
        Files.writeString(dir.resolve("allowed/r.json"), request("c.csv"));
        assertStarted(send(START + "?sourceDirectory=" + dir.resolve("allowed"), CSV, Map.of(REQUEST, "file:r.json")));
    }

    @Test
    void aTextCannotNameAFileOutsideTheSourceDirectory() throws IOException {
        Path allowed = Files.createDirectories(dir.resolve("allowed"));
        Path outside = Files.writeString(dir.resolve("s.csv"), FILE);
        Files.createSymbolicLink(allowed.resolve("link.csv"), outside);
        Files.createDirectories(dir.resolve("allowed-too"));
        Files.writeString(dir.resolve("allowed-too/s.csv"), FILE);
        for (String name : List.of("../s.csv", outside.toString(), "file:" + outside, "link.csv", "/dev/zero", "../allowed-too/s.csv", ".")) {
            assertRefused(send(REPORT + "&sourceDirectory=" + allowed, null, headers(name)), "is not below sourceDirectory");
        }
        assertRefused(send(REPORT + "&sourceDirectory=" + allowed, null, headers("none.csv")), "cannot be read below sourceDirectory");
    }

    @Test
    void aHeaderMayContainAFileObjectOrContent() throws IOException {
        Path file = Files.writeString(dir.resolve("s.csv"), FILE);
        byte[] bytes = FILE.getBytes(StandardCharsets.UTF_8);
        for (Object source : new Object[] { file, file.toFile(), bytes, new ByteArrayInputStream(bytes) }) {
            assertHasTheRow(send(REPORT, null, headers(source)));
        }
        Path request = Files.writeString(dir.resolve("r.json"), "\uFEFF" + request("c.csv"));
        for (Object given : new Object[] { request, request.toFile(), Files.newInputStream(request), Files.newBufferedReader(request) }) {
            assertStarted(start(CSV, Map.of(REQUEST, given)));
        }
    }

    @Test
    void anOptionNamesAFile() throws IOException {
        Path file = Files.writeString(dir.resolve("s.csv"), FILE);
        assertHasTheRow(send(REPORT + "&sourceFile=" + file, null, Map.of("CamelHubSpotImportId", importId())));
        assertHasTheRow(send(REPORT + "&sourceFile=file:" + file, null, Map.of("CamelHubSpotImportId", importId())));
    }

    @Test
    void aFileThatIsTooLongIsNotReadToItsEnd() {
        assertRefused(send(REPORT + "&sourceFile=/dev/zero", null, Map.of("CamelHubSpotImportId", importId())),
                "has no header that ends within the first");
        assertThatThrownBy(() -> context.getEndpoint(START + "?importRequest=file:/dev/zero"))
                .hasStackTraceContaining("importRequest refers to file:/dev/zero, which has more than");
    }

    @Test
    void theSourceFileOfAReportIsCheckedLikeThatOfAnImport() throws IOException {
        byte[] workbook = "PK\3\4 [Content_Types].xml".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(send(REPORT, null, headers(Files.write(dir.resolve("s.xlsx"), workbook))),
                "file s.xlsx: is an Excel workbook (.xlsx), not CSV");
        assertRefused(send(REPORT, null, headers(Files.write(dir.resolve("latin.csv"), FILE.getBytes(StandardCharsets.ISO_8859_1)))),
                "file latin.csv, line 2, column 2: the byte FC is not UTF-8");
        assertRefused(send(REPORT, null, headers(Files.writeString(dir.resolve("quote.csv"), "Email,First\na,\"b"))),
                "line 2, column 2: a quote opens here");
        assertRefused(send(REPORT, null, headers(Files.writeString(dir.resolve("stray.csv"), "Email,First\na,\"b\"c\n"))),
                "line 2, column 2: text follows the closing quote");
        assertRefused(send(REPORT, null, headers(Files.write(dir.resolve("wide.csv"), FILE.getBytes(StandardCharsets.UTF_16)))), "UTF-16");
    }

    @Test
    void theSourceFileOfAReportIsReadInTheCharsetOfTheExchange() throws Exception {
        byte[] latin = FILE.getBytes(StandardCharsets.ISO_8859_1);
        Map<String, Object> headers = new HashMap<>(headers(Files.write(dir.resolve("latin.csv"), latin)));
        headers.put("CamelCharsetName", "ISO-8859-1");
        assertHasTheRow(send(REPORT, null, headers));
        headers.put(SOURCE, new ByteArrayInputStream(latin));
        assertHasTheRow(send(REPORT, null, headers));
        String id = importId();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + dir + "/in?charset=ISO-8859-1&initialDelay=0&delay=20").setHeader("CamelHubSpotImportId", constant(id))
                        .to(REPORT).to("mock:report");
            }
        });
        getMockEndpoint("mock:report").expectedMessageCount(1);
        Files.createDirectories(dir.resolve("in"));
        Files.move(dir.resolve("latin.csv"), dir.resolve("in/latin.csv"));
        getMockEndpoint("mock:report").assertIsSatisfied();
        assertHasTheRow(getMockEndpoint("mock:report").getExchanges().get(0));
    }

    @Test
    void rowsAreNotReadFromTheSourceFileOfAnImportWithSeveralFiles() throws IOException {
        Map<String, Object> twoFiles = Map.of("CamelHubSpotImportRequest", request("a.csv", "b.csv"));
        Path source = Files.writeString(dir.resolve("a.csv"), FILE);
        Path other = Files.writeString(dir.resolve("b.csv"), CSV);
        Exchange started = start(List.of(source, other), twoFiles);
        assertStarted(started);
        Map<?, ?> done = ask("hubspot-import:get", started.getMessage().getBody());
        assertThat(send(REPORT, done, Map.of(SOURCE, source)).getMessage().getBody(String.class)).contains("nobody,J\u00fcrgen,2,Email");
        Path renamed = Files.copy(source, dir.resolve("c.csv"));
        assertThat(send(REPORT, done, Map.of(SOURCE, renamed)).getException())
                .hasMessageContaining("sourceFile 'c.csv' is none of the files of the import: 'a.csv', 'b.csv'");
    }
}
