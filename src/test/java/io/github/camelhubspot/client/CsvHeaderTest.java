package io.github.camelhubspot.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.client.http.HttpBody.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first record of a CSV file, and reading a stream that can be read once. */
class CsvHeaderTest {

    private static final Operation START = Operation.builder("hubspot-import:start").call("POST", Resource.IMPORTS).build();

    private static List<String> header(Content content) {
        return CsvHeader.read(START, new ImportFile("c.csv", content));
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
    void spacesBelongToTheName() {
        assertThat(header("Email, First Name\n")).containsExactly("Email", " First Name");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertRefused("is empty", "");
        assertRefused("is empty", "\uFEFF");
        assertRefused("is empty", "\n\n");
    }

    @Test
    void aNameThatIsThereTwiceOrNotAtAllIsRefused() {
        assertRefused("has the column 'Email' twice", "Email,First,Email\n");
        assertRefused("has a column without a name", "Email,,First\n");
    }

    @Test
    void aHeaderThatDoesNotEndIsRefused() {
        assertRefused("does not end", ("x".repeat(1000) + ",").repeat(2_000) + "y\n");
        assertRefused("is not CSV", "x,".repeat(600_000) + "y\n");
        assertRefused("does not end", "\"" + "never closed,\n".repeat(100_000));
    }

    @Test
    void rowsBehindTheHeaderMayBeOfAnyLength() {
        assertThat(header("Email\n" + "x".repeat(2_000_000))).containsExactly("Email");
        assertThat(header("Email\n\"" + "x,\n".repeat(1_000_000))).containsExactly("Email");
    }

    @Test
    void aFileThatCannotBeReadIsRefused() {
        assertRefused("cannot be read", Content.of(Path.of("target", "no-such-file.csv")));
    }

    @Test
    void lookingAtAStreamLeavesItWhole() throws IOException {
        Content content = Content.of(new ByteArrayInputStream("Email,First\n1,2".getBytes(StandardCharsets.UTF_8)));
        assertThat(content.head(1)).hasSize(1);
        assertThat(header(content)).containsExactly("Email", "First");
        assertThat(content.head(5)).asString().isEqualTo("Email");
        assertThat(content.length()).isEqualTo(-1);
        assertThat(content.open()).hasContent("Email,First\n1,2");
    }

    @Test
    void aStreamThatWasSentIsNotReadAgain() throws IOException {
        Content content = Content.of(new ByteArrayInputStream(new byte[] { 1, 2 }));
        content.open().close();
        assertThatThrownBy(content::open).isInstanceOf(IOException.class).hasMessageContaining("was read before");
        assertRefused("was read before", content);
    }
}
