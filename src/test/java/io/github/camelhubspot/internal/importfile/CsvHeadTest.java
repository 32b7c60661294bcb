package io.github.camelhubspot.internal.importfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.http.HttpBody.Content;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Resource;
import io.github.camelhubspot.internal.parameter.ImportFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header of a CSV file, also of a stream that can be read only once. */
class CsvHeadTest {

    private static final Operation START = Operation.builder("hubspot-import:start").call("POST", Resource.IMPORTS).build();

    private static List<String> header(Content content) {
        try {
            return CsvHead.read(new ImportFile("c.csv", content)).names(START);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> header(String text) {
        return header(Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertRefused(String problem, Content content) {
        assertThatThrownBy(() -> header(content)).isInstanceOf(HubSpotValidationException.class).hasMessageContaining(problem)
                .hasMessageContaining("c.csv");
    }

    private static void assertRefused(String problem, String text) {
        assertRefused(problem, Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Email,Größe", "Email,Größe\n", "Email,Größe\r\na,b\r\n", "\uFEFFEmail,Größe\na,b",
            "\uFEFF\"Email\",\"Größe\"\r\n", "Email,Größe\ra,b\r", "Email,Größe\n\"never closed" })
    void readsTheFirstRecord(String text) {
        assertThat(header(text)).containsExactly("Email", "Größe");
    }

    @Test
    void quotedNamesMayHaveCommasQuotesAndLineBreaks() {
        assertThat(header("\"Name, full\",\"the \"\"key\"\"\",\"two\r\nlines\"\r\n1,2,3")).containsExactly("Name, full",
                "the \"key\"", "two\r\nlines");
    }

    @Test
    void spacesArePartOfTheName() {
        assertThat(header("Email, First Name\n")).containsExactly("Email", " First Name");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertRefused("is empty", "");
        assertRefused("is empty", "\uFEFF");
        assertRefused("is empty", "\n\n");
        assertRefused("is empty", " \t\r\n \r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "sep=,", "\uFEFFsep=;", "SEP=\t", "\"sep=,\"" })
    void theSeparatorLineOfExcelIsRefused(String first) {
        assertRefused("c.csv, line 1: line 1 is '" + first.replace("\uFEFF", "").strip().replace('\t', '?') + "'",
                first + "\r\nEmail,First\r\n");
        assertThat(header("sep=a,First\n")).containsExactly("sep=a", "First");
    }

    @ParameterizedTest
    @CsvSource({ "'Email,\"First\" x,Last', 1, 2", "'Email,First\na,\"say \\\"hi\\\" now\"', 2, 2", "'\"two\nlines\"x', 2, 1" })
    void textAfterAClosingQuoteIsRefusedInTheHeaderAndInLaterRows(String text, long line, int column) {
        CsvScan scan = new CsvScan();
        scan.accept(text.getBytes(StandardCharsets.UTF_8), 0, text.length());
        scan.end();
        assertThat(scan.strayLine()).isEqualTo(line);
        assertThat(scan.strayColumn()).isEqualTo(column);
        if (!text.startsWith("Email,First\n")) {
            assertRefused("c.csv, line " + line + ", column " + column + ": text follows the closing quote", text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "a,\"x\"\"\",b", "\"\",\"\"", "a\"b,c", "\"a\"\r\n\"b\"", "\"a\"\n", "\"\"\"\"" })
    void validQuotesAreAccepted(String text) {
        CsvScan scan = new CsvScan();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            scan.accept(new byte[] { b }, 0, 1);
        }
        assertThat(scan.strayLine()).isZero();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Arguments.of("PK\3\4....[Content_Types].xml", "an Excel workbook (.xlsx), not CSV: save it as CSV"),
                Arguments.of("PK\3\4....readme.txt", "a ZIP archive"), Arguments.of("\u001F\u008B\b", "a gzip archive"),
                Arguments.of("\u00D0\u00CF\u0011\u00E0", "an Excel workbook in the old format"),
                Arguments.of("%PDF-1.7", "a PDF document"), Arguments.of(" <!DOCTYPE html><p>", "an HTML page"),
                Arguments.of("\u00EF\u00BB\u00BF<?xml version='1.0'?>", "an XML document"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void namesTheKindOfAFileThatIsNotText(String content, String kind) {
        assertRefused("c.csv: is " + kind, Content.of(content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void duplicateAndMissingNamesAreRefused() {
        assertRefused("has the column 'Email' twice", "Email,First,Email\n");
        assertRefused("has a column without a name", "Email,,First\n");
    }

    @Test
    void aHeaderThatDoesNotEndIsRefused() {
        assertRefused("no header that ends", ("x".repeat(1000) + ",").repeat(2_000) + "y\n");
        assertRefused("is not CSV", "x,".repeat(600_000) + "y\n");
        assertRefused("no header that ends", "\"" + "never closed,\n".repeat(100_000));
    }

    @Test
    void rowsAfterTheHeaderMayHaveAnyLength() {
        assertThat(header("Email\n" + "x".repeat(2_000_000))).containsExactly("Email");
        assertThat(header("Email\n\"" + "x,\n".repeat(1_000_000))).containsExactly("Email");
    }

    @Test
    void aCellMayContainACarriageReturn() throws IOException {
        String text = "a,\"two\rlines\"\n\"x\r\",y\r\n\"z\r\n\"\n\nlast\n";
        List<CsvRecord> all;
        try (CsvReader<CsvRecord> rows = CsvHead.reader().ofCsvRecord(text)) {
            all = rows.stream().toList();
        }
        assertThat(all).extracting(CsvRecord::getFields).containsExactly(List.of("a", "two\rlines"), List.of("x\r", "y"),
                List.of("z\r\n"), List.of("last"));
        assertThat(all).extracting(CsvRecord::getStartingLineNumber).containsExactly(1L, 3L, 5L, 8L);
        assertThat(header(text)).containsExactly("a", "two\rlines");
    }

    @Test
    void anEndlessRowDoesNotExhaustTheMemory() {
        CsvReader<CsvRecord> rows = CsvHead.reader().ofCsvRecord(new Reader() {
            @Override
            public int read(char[] target, int offset, int length) {
                Arrays.fill(target, offset, offset + length, ',');
                return length;
            }

            @Override
            public void close() {
                // nothing to close
            }
        });
        assertThatThrownBy(rows.iterator()::hasNext).isInstanceOf(CsvParseException.class);
    }

    @Test
    void aFileThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> header(Content.of(Path.of("target", "no-such-file.csv"))))
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void readingTheHeaderOfAStreamConsumesNothing() throws IOException {
        Content content = Content.of(new ByteArrayInputStream("Email,First\n1,2".getBytes(StandardCharsets.UTF_8)));
        assertThat(content.head(1)).hasSize(1);
        assertThat(header(content)).containsExactly("Email", "First");
        assertThat(content.head(5)).asString().isEqualTo("Email");
        assertThat(content.length()).isEqualTo(-1);
        assertThat(content.open()).hasContent("Email,First\n1,2");
    }

    @Test
    void aStreamThatWasSentCannotBeReadAgain() throws IOException {
        Content content = Content.of(new ByteArrayInputStream(new byte[] { 1, 2 }));
        content.open().close();
        assertThatThrownBy(content::open).isInstanceOf(IOException.class).hasMessageContaining("was read before");
        assertThatThrownBy(() -> header(content)).hasMessageContaining("was read before");
    }
}
