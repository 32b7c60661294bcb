package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotValidationException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems of a file are reported before it is sent. */
class ImportPreflightTest extends ImportTestSupport {

    private static final Map<String, Object> REQUEST = Map.of("CamelHubSpotImportRequest", request("c.csv"));
    private static final String PAIRS = START + "?objectTypeId=0-1&columnMappings=RAW(Email=email*,First=firstname)";
    private static final int MB = 1024 * 1024;

    @TempDir
    Path dir;

    @Test
    void reportsAllProblemsTogetherWithLineAndColumn() {
        byte[] file = "Email,Name,,Name\njane@example.com,J\u00fcrgen,\"open,x\n".getBytes(StandardCharsets.ISO_8859_1);
        HubSpotException refused = assertRefused(start(file, REQUEST), "problems:",
                "line 1, column 2: the column is 'Name', but is mapped as 'First'",
                "line 1, column 3: the header has a column without a name", "line 1, column 4: the header has the column 'Name' twice",
                "has 4 columns, but the import request maps 2", "line 2, column 2: the byte FC is not UTF-8",
                "windows-1252", "'\u00fc'", "line 2, column 3: a quote opens here and is never closed");
        assertThat(refused.getErrors()).anySatisfy(error -> assertThat(error).containsEntry("file", "c.csv")
                .containsEntry("line", 2L).containsEntry("column", 2).containsKey("message"));
    }

    @Test
    void reportsTheFirstTwentyProblemsAndTheNumberOfOthers() {
        String header = IntStream.range(0, 40).mapToObj(i -> "x").collect(Collectors.joining(","));
        HubSpotException refused = assertRefused(start(header + "\n", REQUEST), "and ", " more");
        assertThat(refused.getErrors()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE" })
    void namesMultiByteCharsets(String encoding) {
        if (!encoding.equals("UTF-32LE")) {
            assertRefused(start(CSV.getBytes(Charset.forName(encoding)), REQUEST), "UTF-16", "save it as UTF-8");
            assertRefused(send(PAIRS, CSV.getBytes(Charset.forName(encoding))), "UTF-16");
        } else {
            assertRefused(start(("\uFEFF" + CSV).getBytes(Charset.forName(encoding)), REQUEST), "UTF-32LE");
        }
    }

    @Test
    void countsLineBreaksInCellsForTheLineOfAnInvalidByte() {
        byte[] file = "Email,First\r\na@b.c,\"two\r\nlines, \"\"quoted\"\"\"\r\n\r\nd@e.f,\u00e4\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(start(file, REQUEST), "file c.csv, line 5, column 2: the byte E4");
    }

    @Test
    void sendsNoByteOrderMark() {
        assertStarted(start(("\uFEFF" + CSV).getBytes(StandardCharsets.UTF_8), REQUEST));
        assertThat(upload().text()).isEqualTo(CSV);
    }

    @ParameterizedTest
    @CsvSource({ "';',semicolons", "'\t',tabs", "'|',bars" })
    void namesADelimiterOtherThanAComma(String delimiter, String name) {
        assertRefused(start(CSV.replace(",", delimiter), REQUEST), "line 1", "not separated by commas but by " + name);
        assertRefused(send(PAIRS, CSV.replace(",", delimiter)), "not separated by commas but by " + name);
    }

    @Test
    void refusesAThousandColumns() {
        assertStarted(send(START + "?objectTypeId=0-1&columnMappings=AUTO", columns(999)));
        sandbox().requests().clear();
        assertRefused(send(START + "?objectTypeId=0-1&columnMappings=AUTO", columns(1000)), "has 1000 columns", "fewer than 1000");
    }

    private static String columns(int count) {
        return "email," + IntStream.range(1, count).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n";
    }

    @Test
    void refusesAFileOfMoreThan512MegabytesWithoutReadingIt() throws IOException {
        Path file = dir.resolve("c.csv");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(CSV.getBytes(StandardCharsets.UTF_8));
            sparse.setLength(512L * MB + 1);
        }
        assertRefused(start(file, REQUEST), "has 536870913 bytes, HubSpot takes up to 512 MB");
        Files.delete(file);
    }

    @ParameterizedTest
    @CsvSource({ "CSV,c.txt,'ends with .csv'", "CSV,c.xlsx,'fileFormat is CSV, but the name is that of a spreadsheet'",
            "SPREADSHEET,c.csv,'.xlsx or .xls'" })
    void refusesAnExtensionThatContradictsTheFormat(String format, String name, String problem) {
        assertRefused(start(CSV, Map.of("CamelHubSpotImportRequest", request(name).replace("\"CSV\"", "\"" + format + "\""))),
                problem);
    }

    @ParameterizedTest
    @CsvSource({ "25.12.2024,DAY_MONTH_YEAR", "2024-12-25,YEAR_MONTH_DAY", "03/04/2024,'month first or day first'" })
    void requiresADateFormatForAmbiguousDates(String date, String problem) {
        String uri = START + "?objectTypeId=0-1&columnMappings=RAW(Email=email*,Born=birthdate)";
        String file = "Email,Born\na@b.c,\nd@e.f," + date + "\n";
        assertRefused(send(uri, file), "file import.csv, line 3, column 2: '" + date + "'", problem);
        assertStarted(send(uri + "&dateFormat=DAY_MONTH_YEAR", file));
    }

    @ParameterizedTest
    @ValueSource(strings = { "12/25/2024\nx@y.z,03/04/2024", "05/05/2024", "2024-12-25T10:00:00Z", "1.2.3", "n/a\nx@y.z,soon" })
    void acceptsDatesThatCanOnlyBeReadMonthFirst(String values) {
        assertStarted(send(START + "?objectTypeId=0-1&columnMappings=RAW(Email=email*,Note=birthdate)",
                "Email,Note\na@b.c," + values + "\n"));
    }

    @ParameterizedTest
    @CsvSource({ "13/04/2024;03/04/2024;n/a, 2, DAY_MONTH_YEAR", "n/a;03/04/2024;unknown;03/04/2024, 3, month first or day first",
            "soon;25.12.2024, 3, DAY_MONTH_YEAR" })
    void checksDatesInAColumnThatAlsoHasOtherValues(String values, int line, String problem) {
        String uri = START + "?objectTypeId=0-1&columnMappings=RAW(Email=email*,Born=birthdate)";
        String file = "Email,Born\na@b.c," + values.replace(";", "\na@b.c,") + "\n";
        assertRefused(send(uri, file), "line " + line + ", column 2: '" + values.split(";")[line - 2] + "'", problem);
        assertStarted(send(uri + "&dateFormat=DAY_MONTH_YEAR", file));
    }

    @Test
    void aFewDatesDoNotMakeADateColumn() {
        assertStarted(send(START + "?objectTypeId=0-1&columnMappings=RAW(Email=email*,Note=remark)",
                "Email,Note\na@b.c,hello\na@b.c,03/04/2024\na@b.c,candidate\n"));
        sandbox().requests().clear();
        assertRefused(send(START + "?objectTypeId=0-1&columnMappings=RAW(Email=email*,Note=remark)",
                "Email,Note\na@b.c,03/04/2024\na@b.c,03/04/2024\na@b.c,n/a\n"), "set dateFormat");
    }

    @Test
    void refusesTextAfterAClosingQuoteBeforeAnythingIsSentWithLineAndColumn() {
        String file = "Email,First\na@b.c,fine\na@x,\"say \\\"hi\\\" now\"\n";
        String problem = "line 3, column 2: text follows the closing quote of the cell";
        assertRefused(start(file, REQUEST), problem);
        assertRefused(start(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), REQUEST), problem);
        assertRefused(start("Email,\"First\"x\n", REQUEST), "line 1, column 2: text follows the closing quote of the cell");
        assertRefused(send(PAIRS, "Email,\"First\"x\n"), "line 1, column 2: text follows the closing quote of the cell");
    }

    @Test
    void textAfterAClosingQuoteLateInAStreamAbortsTheUpload() {
        byte[] rows = (CSV.repeat(100_000) + "x,\"y\"z\n").getBytes(StandardCharsets.UTF_8);
        assertThat(start(new ByteArrayInputStream(rows), REQUEST).getException()).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining("line 200001, column 2: text follows the closing quote");
        assertThat(sandbox().imports().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\uFEFF", "\n\n", "\uFEFF\r\n \r\n" })
    void aFileOfBlanksIsEmpty(String file) {
        assertRefused(start(file, REQUEST), "file c.csv: is empty");
        assertRefused(send(PAIRS, file), "is empty: a header with the column names is expected");
    }

    @Test
    void refusesTheSeparatorLineOfExcel() {
        assertRefused(start("sep=,\r\n" + CSV, REQUEST), "line 1 is 'sep=,', which only Excel understands");
        assertRefused(send(PAIRS, "\uFEFFsep=,\n" + CSV), "line 1 is 'sep=,'");
    }

    @Test
    void namesTheKindOfAFileThatIsNotCsv() throws IOException {
        byte[] workbook = "PK\3\4 [Content_Types].xml xl/workbook.xml".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(start(workbook, REQUEST), "file c.csv: is an Excel workbook (.xlsx), not CSV");
        assertRefused(start(new ByteArrayInputStream(workbook), REQUEST), "file c.csv: is an Excel workbook (.xlsx), not CSV");
        assertRefused(send(PAIRS, Files.write(dir.resolve("w.csv"), workbook)), "file w.csv: is an Excel workbook (.xlsx), not CSV");
        Map<String, Object> charset = Map.of("CamelCharsetName", "ISO-8859-1", "CamelHubSpotImportRequest", request("c.csv"));
        assertRefused(start(new byte[] { 0x1F, (byte) 0x8B, 8, 0 }, charset), "is a gzip archive, not CSV");
    }

    @Test
    void checksTheContentOfASpreadsheet() {
        Map<String, Object> request = Map.of("CamelHubSpotImportRequest", request("c.xlsx").replace("\"CSV\"", "\"SPREADSHEET\""));
        assertRefused(start(CSV, request), "file c.xlsx: has the name of a spreadsheet, but is text");
        assertRefused(start(new byte[] { 0x1F, (byte) 0x8B, 8, 0 }, request), "but is a gzip archive");
        assertRefused(start(new byte[] { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0 }, request), "old format (.xls) or one that is protected");
    }

    @Test
    void aHeaderWithInvisibleBlanksIsMappedAndSentUnchanged() {
        assertStarted(send(PAIRS, "Email ,\u00A0First\na@b.c,Jane\n"));
        assertThat(sentRequest().toString()).contains("columnName=Email ,").contains("columnName=\u00A0First,");
        sandbox().requests().clear();
        assertRefused(send(PAIRS, "Email ,Frist\u00A0\n"), "columns without a mapping: 'Frist\\u00A0'; mappings without a column: 'First'");
        assertRefused(start("Email,First \n", REQUEST), "line 1, column 2: the column is 'First ', but is mapped as 'First'");
    }

    @ParameterizedTest
    @ValueSource(strings = { "UPSERT", "UPDATE" })
    void requiresAUniqueKeyToUpdate(String operation) {
        String uri = START + "?objectTypeId=0-1&columnMappings=RAW(First=firstname)&importOperation=";
        assertRefused(send(uri + operation, "First\nJane\n"), operation + " of 0-1 needs a column that is the unique key");
        assertStarted(send(uri + "CREATE", "First\nJane\n"));
    }

    @Test
    void aProblemLateInAStreamAbortsTheUploadAndStartsNothing() {
        byte[] rows = CSV.repeat(100_000).getBytes(StandardCharsets.UTF_8);
        rows[rows.length - 3] = (byte) 0xE9;
        Exchange exchange = start(new ByteArrayInputStream(rows), REQUEST);
        assertThat(exchange.getException()).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining("line 200000, column 2: the byte E9 is not UTF-8");
        assertThat(sandbox().imports().all()).isEmpty();
    }

    @Test
    void anUnclosedQuoteAtTheEndOfAStreamAbortsTheUpload() {
        Exchange exchange = start(new ByteArrayInputStream((CSV + "a@b.c,\"x").getBytes(StandardCharsets.UTF_8)), REQUEST);
        assertThat(exchange.getException()).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining("line 3, column 2: a quote opens here");
        assertThat(sandbox().imports().all()).isEmpty();
    }

    @Test
    void checksTheBeginningOfAStreamBeforeItIsSent() {
        InputStream stream = new ByteArrayInputStream(CSV.replace(',', ';').getBytes(StandardCharsets.UTF_8));
        assertRefused(start(stream, REQUEST), "semicolons");
    }

    @Test
    void checksNothingWithoutValidation() {
        byte[] file = "Email,First\na@b.c,\u00e4\n".getBytes(StandardCharsets.ISO_8859_1);
        assertStarted(send(START + "?validation=false", file, REQUEST));
        sandbox().requests().clear();
        assertRefused(send(START + "?validation=false", file, Map.of("CamelHubSpotImportRequest", "{\"name\":\"x\"}",
                "CamelHubSpotFileName", "a\"b.csv")), "cannot be sent");
    }
}
