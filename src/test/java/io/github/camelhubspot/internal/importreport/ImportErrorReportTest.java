package io.github.camelhubspot.internal.importreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelhubspot.ReportFormat;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Resource;
import io.github.camelhubspot.internal.parameter.ImportFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Error reports of large and unusual files. */
class ImportErrorReportTest {

    private static final int ROWS = 200_000;
    private static final Operation ERRORS = Operation.builder("hubspot-import:errors").call("GET", Resource.IMPORTS).build();

    @TempDir
    Path dir;

    private static Map<String, Object> error(int line) {
        return Map.of("errorType", "INVALID_EMAIL", "sourceData", Map.of("fileId", 1, "lineNumber", line, "rowData", List.of()));
    }

    private static ImportErrorReport.Form form(ReportFormat format) {
        return new ImportErrorReport.Form(format, false);
    }

    private static Map<String, Object> error(int line, String... cells) {
        return Map.of("errorType", "INVALID_EMAIL", "knownColumnNumber", 0,
                "sourceData", Map.of("fileId", 1, "lineNumber", line, "rowData", List.of(cells)));
    }

    private static String written(ImportErrorReport.Form form, Map<?, ?> response, List<?> errors) throws IOException {
        StringWriter out = new StringWriter();
        ImportErrorReport.write(ERRORS, form, errors.iterator(), null, response, out);
        return out.toString();
    }

    @Test
    void theWidestRowDecidesTheNumberOfColumnsWithoutNames() throws IOException {
        List<?> errors = List.of(error(2, "a"), error(3, "b", "c", "d"), error(4, "e", "f"));
        assertThat(written(form(ReportFormat.CSV), Map.of(), errors).split("\r\n")).containsExactly(
                "column_1,column_2,column_3,hubspot_error_line,hubspot_error_column,hubspot_error_value,hubspot_error_type,"
                        + "hubspot_error_message",
                "a,,,2,column_1,,INVALID_EMAIL,", "b,c,d,3,column_1,,INVALID_EMAIL,", "e,f,,4,column_1,,INVALID_EMAIL,");
        assertThat(written(form(ReportFormat.ROWS), Map.of(), errors))
                .isEqualTo("column_1,column_2,column_3\r\na\r\nb,c,d\r\ne,f\r\n");
        assertThat(written(form(ReportFormat.NDJSON), Map.of(), errors).lines()).allMatch(line -> line.contains("\"row\":{\"column_1\":"));
    }

    @Test
    void formulasAreEscapedOnlyOnRequest() throws IOException {
        List<?> errors = List.of(error(2, "=1+1", "+49", "-5", "@x", "\tt", "a=b"));
        String added = "hubspot_error_line,hubspot_error_column,hubspot_error_value,hubspot_error_type,hubspot_error_message";
        assertThat(written(new ImportErrorReport.Form(ReportFormat.CSV, true), Map.of(), errors))
                .isEqualTo("column_1,column_2,column_3,column_4,column_5,column_6," + added
                        + "\r\n'=1+1,'+49,'-5,'@x,'\tt,a=b,2,column_1,,INVALID_EMAIL,\r\n");
        assertThat(written(new ImportErrorReport.Form(ReportFormat.ROWS, true), Map.of(), errors)).contains("'=1+1,'+49,");
        assertThat(written(form(ReportFormat.CSV), Map.of(), errors)).contains("=1+1,+49,-5,@x,\tt,a=b,2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r\n", "\r" })
    void findsRowsInAnyOrderWithAnyLineEnd(String lineEnd) throws IOException {
        Path file = dir.resolve("s.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("\uFEFFEmail,First" + lineEnd);
            for (int line = 2; line < 3000; line++) {
                out.write(line % 10 == 0 ? lineEnd : "mail" + line + ",\u00fc" + lineEnd);
            }
        }
        try (SourceRows rows = SourceRows.open(ERRORS, ImportFile.of(file))) {
            assertThat(rows.first()).containsExactly("Email", "First");
            for (int line : new int[] { 2999, 2, 3, 129, 128, 127, 1281, 1279, 2561, 5, 2998 }) {
                assertThat(rows.row(line)).containsExactly("mail" + line, "\u00fc");
            }
            assertThat(rows.row(1)).containsExactly("Email", "First");
            assertThat(rows.row(1280)).isNull();
            assertThat(rows.row(0)).isNull();
            assertThat(rows.row(9999)).isNull();
        }
    }

    @Test
    void findsRowsWithLineBreaksInCells() throws IOException {
        Path file = Files.writeString(dir.resolve("s.csv"), "Email,First\na,\"two\rlines\"\nb,\"x\r\"\nc,d\n");
        try (SourceRows rows = SourceRows.open(ERRORS, ImportFile.of(file))) {
            assertThat(rows.row(2)).containsExactly("a", "two\rlines");
            assertThat(rows.row(4)).containsExactly("b", "x\r");
            assertThat(rows.row(6)).containsExactly("c", "d");
        }
    }

    @Test
    void aLargeReportTakesConstantMemory() throws IOException {
        Path file = dir.resolve("s.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("Email,First\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("mail" + i + "," + "x".repeat(100) + "\n");
            }
        }
        long[] maxUsed = new long[1];
        var errors = IntStream.range(2, ROWS + 2).mapToObj(line -> {
            if (line % 50_000 == 0) {
                System.gc();
                maxUsed[0] = Math.max(maxUsed[0], ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
            return error(line);
        }).iterator();
        System.gc();
        long before = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        Path report = dir.resolve("r.csv");
        ImportErrorReport.Result result;
        try (Writer out = Files.newBufferedWriter(report, StandardCharsets.UTF_8);
                SourceRows source = SourceRows.open(ERRORS, ImportFile.of(file))) {
            result = ImportErrorReport.write(ERRORS, form(ReportFormat.ROWS), errors, source, Map.of(), out);
        }
        assertThat(result.errors()).isEqualTo(ROWS);
        assertThat(Files.size(report)).isGreaterThan(20_000_000);
        assertThat(maxUsed[0] - before).isLessThan(8_000_000);
    }
}
