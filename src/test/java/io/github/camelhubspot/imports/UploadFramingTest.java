package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotTransportException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bytes on the wire when a file changes or cannot be read during the upload. */
@Timeout(120)
@Tag("integration")
class UploadFramingTest {

    private static final String JSON = "{\"id\":\"1\",\"state\":\"STARTED\"}";
    private static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + JSON.length() + "\r\n\r\n" + JSON;
    private static final int SIZE = 400_000;

    @TempDir
    Path dir;

    /** Changes the file after the first bytes of the request have arrived. */
    private interface Change {
        void apply() throws IOException;
    }

    private record Result(Exchange exchange, String received) {
    }

    private static Result start(Object body, Change change) throws Exception {
        try (ServerSocket server = new ServerSocket()) {
            server.setReceiveBufferSize(16 * 1024); // so that the sender cannot get far ahead
            server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> serve(server, change));
            HubSpotConfiguration configuration = new HubSpotConfiguration();
            configuration.setServiceUrl("http://localhost:" + server.getLocalPort());
            configuration.setAccessToken("any");
            configuration.setRequestTimeout(Duration.ofSeconds(60).toMillis());
            CamelContext context = new DefaultCamelContext();
            context.getComponent("hubspot-import", HubSpotImportComponent.class).setConfiguration(configuration);
            context.start();
            try (ProducerTemplate template = context.createProducerTemplate()) {
                Exchange exchange = template.request("hubspot-import:start?validation=false", request -> {
                    request.getMessage().setBody(body);
                    request.getMessage().setHeaders(new java.util.HashMap<>(
                            Map.of("CamelHubSpotImportRequest", "{\"name\":\"x\"}", "CamelHubSpotFileName", "c.csv")));
                });
                return new Result(exchange, received.get(60, TimeUnit.SECONDS));
            } finally {
                context.stop();
            }
        }
    }

    /** Reads until the end of the form or of the connection. */
    private static String serve(ServerSocket server, Change change) {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            received.write(in.read());
            change.apply();
            byte[] buffer = new byte[8192];
            String end = "";
            while (!end.endsWith("--\r\n") && !end.endsWith("0\r\n\r\n")) {
                int count = in.read(buffer);
                if (count < 0) {
                    return text(received);
                }
                received.write(buffer, 0, count);
                String piece = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                end = (end + piece).substring(Math.max(0, end.length() + count - 8));
            }
            socket.getOutputStream().write(RESPONSE.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            received.writeBytes("<reset>".getBytes(StandardCharsets.US_ASCII));
        }
        return text(received);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static void assertNotCompleted(Result result) {
        assertThat(result.exchange().getException()).isInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("not sent").hasMessageContaining("c.csv");
        assertThat(result.received()).doesNotEndWith("0\r\n\r\n").doesNotEndWith("--\r\n");
    }

    @Test
    void aStreamThatFailsIsNeverSentAsComplete() throws Exception {
        InputStream broken = new InputStream() {
            private int left = SIZE;

            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (left <= 0) {
                    throw new IOException("gone");
                }
                left -= length;
                return length;
            }
        };
        assertNotCompleted(start(broken, () -> {
        }));
    }

    @Test
    void aFileThatShrinksIsNeverSentAsComplete() throws Exception {
        Path file = Files.write(dir.resolve("c.csv"), new byte[20 * SIZE]);
        assertNotCompleted(start(file, () -> Files.write(file, new byte[10])));
    }

    @Test
    void aFileThatGrowsIsSentWithItsFormerLength() throws Exception {
        Path file = Files.write(dir.resolve("c.csv"), new byte[20 * SIZE]);
        Result result = start(file, () -> Files.writeString(file, "more".repeat(1000), StandardOpenOption.APPEND));
        assertThat(result.exchange().getException()).isNull();
        assertThat(result.received()).endsWith("--\r\n").doesNotContain("more");
    }
}
