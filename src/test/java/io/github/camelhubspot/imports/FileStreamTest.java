package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a temporary file as a message body. */
class FileStreamTest {

    @TempDir
    Path directory;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);

    private FileStream stream(String text) throws IOException {
        return FileStream.of(Files.writeString(directory.resolve("report.csv"), text), exchange);
    }

    private static String rest(StreamCache stream) throws IOException {
        return new String(((FileStream) stream).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void eachCopyHasItsOwnPositionAndCanBeReadAgain() throws IOException {
        FileStream first = stream("Email,Name\n");
        assertThat(new String(first.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("Email");
        assertThat(rest(first.copy(new DefaultExchange(context)))).isEqualTo("Email,Name\n");
        assertThat(rest(first)).isEqualTo(",Name\n");
        first.reset();
        assertThat(rest(first)).isEqualTo("Email,Name\n");
    }

    @Test
    void anInterruptedReaderDoesNotCloseTheFileForOthers() throws IOException {
        FileStream first = stream("Email,Name\n");
        StreamCache copy = first.copy(new DefaultExchange(context));
        Thread.currentThread().interrupt();
        try {
            assertThat(rest(copy)).isEqualTo("Email,Name\n");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(rest(first)).isEqualTo("Email,Name\n");
    }

    @Test
    void closesTheFileWhenAllExchangesAreDoneAndAllCopiesAreClosed() throws IOException {
        Exchange other = new DefaultExchange(context);
        FileStream first = stream("Email,Name\n");
        FileStream copy = (FileStream) first.copy(other);
        exchange.getExchangeExtension().handoverCompletions(other);
        first.close();
        assertThat(rest(copy)).isEqualTo("Email,Name\n");
        other.getExchangeExtension().handoverCompletions().forEach(completion -> completion.onComplete(other));
        copy.close();
        assertThatThrownBy(copy::read).isInstanceOf(IOException.class);
        assertThat(directory).isEmptyDirectory();
    }
}
