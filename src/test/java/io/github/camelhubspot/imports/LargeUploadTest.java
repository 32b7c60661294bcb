package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.camelhubspot.support.ForkedJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads a file of 512 MB, HubSpot's limit, from a JVM with 64 MB. */
@Tag("integration")
class LargeUploadTest {

    private static final long SIZE = 512L * 1024 * 1024;
    private static final byte[] HEADER = "email,firstname\n".getBytes(StandardCharsets.UTF_8);
    private static final int EDGE = 4096;
    private static final String RESPONSE = "{\"id\":\"1\",\"state\":\"STARTED\"}";

    @TempDir
    Path dir;

    /** A request that the server received: the first and last bytes of its body, and the length. */
    private record Received(Map<String, List<String>> headers, String start, String end, long length) {
    }

    @Test
    void uploadsAFileAndAStreamThatAreLargerThanTheMemory() throws Exception {
        List<Received> received = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        server.setExecutor(executor);
        server.createContext("/crm/v3/imports", exchange -> received.add(receive(exchange)));
        server.start();
        try {
            upload("http://localhost:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
            executor.shutdownNow();
        }
        assertThat(received).hasSize(2).allSatisfy(this::assertComplete);
        assertThat(received).filteredOn(upload -> upload.headers().containsKey("Content-length")).singleElement()
                .satisfies(file -> assertThat(file.headers().get("Content-length"))
                        .containsExactly(String.valueOf(file.length())));
        assertThat(received).filteredOn(upload -> upload.headers().containsKey("Transfer-encoding")).singleElement()
                .satisfies(stream -> assertThat(stream.headers().get("Transfer-encoding")).containsExactly("chunked"));
    }

    private void upload(String url) throws Exception {
        Path file = dir.resolve("own.csv");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(HEADER);
            sparse.setLength(SIZE);
        }
        try (ForkedJvm jvm = ForkedJvm.start(dir.resolve("log.txt"), List.of("-Xmx64m"), LargeUploadMain.class, url,
                file.toString())) {
            assertThat(jvm.exitValue(Duration.ofMinutes(10))).as(jvm.output()).isZero();
        } finally {
            Files.delete(file);
        }
    }

    private void assertComplete(Received upload) {
        String boundary = upload.headers().get("Content-type").get(0).replaceFirst(".*boundary=", "");
        String[] parts = upload.start().split("\r\n\r\n", 3);
        assertThat(parts[0]).startsWith("--" + boundary + "\r\n").contains("name=\"importRequest\"");
        assertThat(parts[1]).contains("\"fileName\":\"gr\u00f6\u00dfe.csv\"").contains("\r\n--" + boundary + "\r\n")
                .contains("name=\"files\"; filename=\"gr\u00f6\u00dfe.csv\"");
        assertThat(parts[2]).startsWith(new String(HEADER, StandardCharsets.UTF_8));
        String last = "\r\n--" + boundary + "--\r\n";
        assertThat(upload.end()).endsWith("\0" + last);
        int framing = (parts[0] + parts[1] + "\r\n\r\n\r\n\r\n" + last).getBytes(StandardCharsets.UTF_8).length;
        assertThat(upload.length()).isEqualTo(SIZE + framing);
    }

    private static Received receive(HttpExchange exchange) throws IOException {
        byte[] buffer = new byte[256 * 1024];
        byte[] end = new byte[0];
        long length = 0;
        byte[] start;
        try (InputStream in = exchange.getRequestBody()) {
            start = in.readNBytes(EDGE);
            length = start.length;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                length += count;
                byte[] both = Arrays.copyOf(end, end.length + Math.min(count, EDGE));
                System.arraycopy(buffer, count - Math.min(count, EDGE), both, end.length, Math.min(count, EDGE));
                end = Arrays.copyOfRange(both, Math.max(0, both.length - EDGE), both.length);
            }
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, RESPONSE.length());
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(RESPONSE.getBytes(StandardCharsets.UTF_8));
        }
        return new Received(Map.copyOf(exchange.getRequestHeaders()), new String(start, StandardCharsets.UTF_8),
                new String(end, StandardCharsets.UTF_8), length);
    }
}
