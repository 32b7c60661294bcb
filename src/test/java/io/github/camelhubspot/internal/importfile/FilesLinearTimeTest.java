package io.github.camelhubspot.internal.importfile;

import static io.github.camelhubspot.support.LinearTime.assertLinear;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.internal.http.HttpBody.Content;
import io.github.camelhubspot.internal.importreport.SourceRows;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Resource;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.support.Utf8Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time for a file and for column mappings is linear in their length, for any content. */
@Tag("timing")
class FilesLinearTimeTest {

    private static final Operation START = Operation.builder("hubspot-import:start").call("POST", Resource.IMPORTS).build();
    private static final Map<?, ?> ENTRY = Map.of("fileName", "c.csv", "fileImportPage", Map.of("hasHeader", true, "columnMappings",
            List.of(Map.of("columnName", "a", "propertyName", "birthdate"))));

    @ParameterizedTest
    @ValueSource(strings = { "a", ",", "\"", "\"\"", "\"a\",", "\"a\"b,", "\n", "\r", "\r\n", "a\n", "\u20ac", "\uFEFF", " ", "03/04/2024\n",
            "a,b,c\n", "sep=,\n", "<", "=" })
    void aFile(String piece) {
        assertLinear(piece, text -> {
            ImportFile file = new ImportFile("c.csv", Content.of(text.getBytes(StandardCharsets.UTF_8)));
            try {
                CsvHead head = CsvHead.read(file);
                head.check(ENTRY, new ImportProblems());
                catchThrowable(() -> head.names(START));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            catchThrowable(() -> SourceRows.open(START, file).close());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "\u00fc", "\u20ac", "\ud83d\ude00" })
    void aFileInAnotherCharset(String piece) {
        for (String charset : List.of("ISO-8859-1", "UTF-16LE", "GB18030")) {
            assertLinear(piece, text -> {
                try (InputStream in = Utf8Stream.of(Content.of(text.getBytes(Charset.forName(charset))).open(),
                        Charset.forName(charset))) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", ",", "=", "a=b,", "\\", "\\\\", "*", "a=b*", " ", "\u00a0", "\\*", "\\ ", "\uFEFF", "'" })
    void columnMappings(String piece) {
        assertLinear(piece, text -> {
            catchThrowable(() -> ColumnMappings.of(START, text, List.of("Email", text), "0-1"));
            catchThrowable(() -> ColumnMappings.of(START, "a=" + text + "*", List.of("a"), "0-1"));
            catchThrowable(() -> ColumnMappings.of(START, Map.of(text, text + "*"), List.of("a"), "0-1"));
        });
    }

    @Test
    void columnMappingsOfManyColumns() {
        assertLinear("0123456789abcdef", text -> {
            int count = text.length() / 16;
            List<String> columns = IntStream.range(0, count).mapToObj(i -> "Column " + i).toList();
            String pairs = columns.stream().map(column -> column + " =p").collect(Collectors.joining(","));
            ColumnMappings.of(START, pairs, columns, "0-1");
            catchThrowable(() -> ColumnMappings.of(START, pairs, columns.stream().map(column -> column + "x").toList(), "0-1"));
        });
    }
}
