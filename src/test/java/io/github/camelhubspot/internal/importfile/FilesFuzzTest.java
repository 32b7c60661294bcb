package io.github.camelhubspot.internal.importfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.http.HttpBody.Content;
import io.github.camelhubspot.internal.importreport.SourceRows;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Resource;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.support.Utf8Stream;
import io.github.camelhubspot.support.FuzzInput;
import io.github.camelhubspot.support.FuzzRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any file and any column mappings are accepted or refused with the documented exception. */
class FilesFuzzTest {

    private static final Operation START = Operation.builder("hubspot-import:start").call("POST", Resource.IMPORTS).build();
    private static final String[] FILES = { "Email,First Name,Born\r\njane@example.com,\"Jane \"\"J\"\"\",13/04/2024\r\n",
            "\uFEFFid,note\n1,\"two\nlines\"\n\n2,\u20ac \ud83d\ude00\n", "sep=;\na;b\n1;2\n", "a\rb\r\"c\"\r", "PK\3\4xl/,x\n", "<html>" };
    private static final String[] MAPPINGS = { "Email=email*,First Name=firstname,Born=birthdate", "a\\,b=p,c\\=d=q\\*", "AUTO", "id=hs_object_id*" };

    private static void file(FuzzInput input) throws IOException {
        byte[] bytes = input.bytes(FILES);
        ImportFile file = new ImportFile("c.csv", Content.of(bytes));
        CsvHead head = CsvHead.read(file);
        head.check(entry(input), new ImportProblems());
        CsvScan scan = scan(bytes, head.bom(), bytes.length);
        CsvScan pieces = scan(bytes, head.bom(), 1 + input.below(7));
        assertThat(pieces.rows()).isEqualTo(scan.rows());
        assertThat(pieces.strayLine()).isEqualTo(scan.strayLine());
        assertThat(pieces.invalidByte()).isEqualTo(scan.invalidByte());
        assertThat(pieces.quoted()).isEqualTo(scan.quoted());
        String text = new String(bytes, head.bom(), bytes.length - head.bom(), StandardCharsets.UTF_8);
        if (scan.strayLine() == 0 && !scan.quoted()) {
            assertThat(rows(text)).as("rows by the parser").hasSize((int) scan.rows());
        }
        try (SourceRows rows = SourceRows.open(START, file)) {
            rows.first();
            for (int i = 0; i < 5; i++) {
                rows.row(input.below(20));
            }
        }
        head.names(START);
    }

    private static Map<String, Object> entry(FuzzInput input) {
        List<Object> mappings = new ArrayList<>();
        for (int i = input.below(5); i > 0; i--) {
            mappings.add(Map.of("columnName", input.oneOf("Email", "First Name", "id", "a", ""), "propertyName",
                    input.oneOf("email", "birthdate", "x")));
        }
        return Map.of("fileName", "c.csv", "fileImportPage", Map.of("hasHeader", input.oneIn(2), "columnMappings", mappings));
    }

    private static CsvScan scan(byte[] bytes, int start, int piece) {
        CsvScan scan = new CsvScan();
        for (int i = start; i < bytes.length; i += piece) {
            scan.accept(bytes, i, Math.min(piece, bytes.length - i));
        }
        scan.end();
        return scan;
    }

    private static List<CsvRecord> rows(String text) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvHead.reader().ofCsvRecord(text)) {
            return reader.stream().toList();
        }
    }

    private static void mappings(FuzzInput input) {
        List<String> columns = IntStream.range(0, 1 + input.below(4)).mapToObj(i -> input.text("Email", "First Name", "Born", "a,b", "id"))
                .toList();
        Object mappings = input.text(MAPPINGS);
        if (input.oneIn(3)) {
            Map<Object, Object> map = new LinkedHashMap<>();
            columns.forEach(column -> map.put(input.oneIn(4) ? input.text(column) : column, input.oneIn(9) ? null : input.text("email*")));
            mappings = map;
        }
        List<Map<String, Object>> mapped = ColumnMappings.of(START, mappings, columns, "0-1");
        assertThat(mapped).extracting(one -> one.get("columnName")).isEqualTo(columns);
        assertThat(mapped).allSatisfy(one -> assertThat(one.get("propertyName") != null || Boolean.TRUE.equals(one.get("ignored"))).isTrue());
    }

    private static void charset(FuzzInput input) throws IOException {
        Charset charset = Charset.forName(input.oneOf("ISO-8859-1", "windows-1252", "UTF-16", "UTF-16BE", "GB18030", "Shift_JIS", "US-ASCII",
                "IBM037", "UTF-32"));
        String text = input.text(FILES);
        byte[] bytes = text.getBytes(charset);
        if (!new String(bytes, charset).equals(text) || charset.newEncoder().maxBytesPerChar() <= 1 && isUtf8(bytes)) {
            return; // the text has characters that the charset lacks, or its bytes are valid UTF-8
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream in = Utf8Stream.of(Content.of(bytes).open(), charset)) {
            byte[] buffer = new byte[1 + input.below(9)];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                read.write(buffer, 0, count);
            }
        }
        assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo(text);
    }

    /** Returns whether the first non-ASCII character may be UTF-8. */
    private static boolean isUtf8(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                return (bytes[i] & 0xff) >= 0xC2 && i + 1 < bytes.length && (bytes[i + 1] & 0xC0) == 0x80;
            }
        }
        return false;
    }

    @Test
    void csvFiles() {
        FuzzRun.ofTwoSeconds("csv").accepting(HubSpotValidationException.class).feed(FilesFuzzTest::file);
    }

    @Test
    void columnMappings() {
        FuzzRun.ofTwoSeconds("columnMappings").accepting(HubSpotValidationException.class).feed(FilesFuzzTest::mappings);
    }

    @Test
    void charsets() {
        FuzzRun.ofTwoSeconds("charsets").feed(FilesFuzzTest::charset);
    }

    @Test
    @Tag("campaign")
    void csvFilesForMinutes() {
        FuzzRun.ofMinutes("csv").accepting(HubSpotValidationException.class).feed(FilesFuzzTest::file);
    }

    @Test
    @Tag("campaign")
    void columnMappingsForMinutes() {
        FuzzRun.ofMinutes("columnMappings").accepting(HubSpotValidationException.class).feed(FilesFuzzTest::mappings);
    }

    @Test
    @Tag("campaign")
    void charsetsForMinutes() {
        FuzzRun.ofMinutes("charsets").feed(FilesFuzzTest::charset);
    }
}
