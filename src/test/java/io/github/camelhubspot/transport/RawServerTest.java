package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

import javax.net.ssl.SSLContext;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the scripted server of the transport tests with plain clients. */
@Timeout(60)
@Tag("integration")
class RawServerTest {

    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    static Path dir;

    /** Posts a body of unknown length, once. */
    private static byte[] post(RawServer server, SSLContext tls, byte[] body) throws Exception {
        HttpClientBuilder builder = HttpClients.custom().disableAutomaticRetries();
        if (tls != null) {
            builder.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls)).build());
        }
        HttpPost post = new HttpPost(server.url() + "/x?y=z");
        post.setEntity(new InputStreamEntity(new ByteArrayInputStream(body), ContentType.APPLICATION_JSON));
        try (CloseableHttpClient client = builder.build()) {
            return client.execute(post, response -> EntityUtils.toByteArray(response.getEntity()));
        }
    }

    /** Posts a body of known length. */
    private static byte[] post(RawServer server) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(server.url() + "/x?y=z"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(BODY)).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    @Test
    void answersEachRequestAndRecordsItsHead() throws Exception {
        try (RawServer server = RawServer.start(RawServer.answering(RawServer.json("{}")))) {
            assertThat(new String(post(server), StandardCharsets.UTF_8)).isEqualTo("{}");
            assertThat(post(server, null, new byte[100_000])).hasSize(2);
            assertThat(server.requests()).hasSize(2).allSatisfy(head -> {
                assertThat(head.method()).isEqualTo("POST");
                assertThat(head.target()).isEqualTo("/x?y=z");
                assertThat(head.header("host")).isEqualTo(server.url().substring("http://".length()));
                assertThat(head.header("none")).isNull();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void playsOneScriptPerConnection_overPlainHttpAndTls(boolean secure) throws Exception {
        Certificates certificates = Certificates.in(dir);
        SSLContext tls = secure ? certificates.context(certificates.server()) : null;
        try (RawServer server = RawServer.start(tls, RawServer.Peer::reset, peer -> {
            peer.request();
            peer.reset();
        }, peer -> {
            peer.request();
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        }, peer -> {
            peer.request();
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\n\r\n");
            peer.drip(BODY, 10);
            peer.halfClose();
            peer.readAll();
        })) {
            SSLContext client = secure ? certificates.context(null) : null;
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> post(server, client, BODY)).isInstanceOf(IOException.class);
            }
            assertThat(post(server, client, BODY)).isEqualTo(BODY);
            assertThat(server.requests()).hasSize(3);
            assertThat(server.accepted()).isEqualTo(4);
        }
    }

    @Test
    void aSilentConnectionEnds_whenTheClientOrTheServerIsClosed() throws Exception {
        Socket client;
        try (RawServer server = RawServer.start(RawServer.silent())) {
            try (Socket leaving = new Socket("localhost", URI.create(server.url()).getPort())) {
                await().atMost(Duration.ofSeconds(60)).until(() -> server.open() == 1);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> server.open() == 0);
            client = new Socket("localhost", URI.create(server.url()).getPort());
            await().atMost(Duration.ofSeconds(60)).until(() -> server.open() == 1);
        }
        try (client; InputStream in = client.getInputStream()) {
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void aZipBombIsSmallUntilItIsDecompressed() throws Exception {
        byte[] bomb = RawServer.gzipBomb(10_000_000);
        assertThat(bomb).hasSizeLessThan(20_000);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bomb))) {
            assertThat(in.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(10_000_000);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(RawServer.gzip(BODY)))) {
            assertThat(in.readAllBytes()).isEqualTo(BODY);
        }
    }
}
