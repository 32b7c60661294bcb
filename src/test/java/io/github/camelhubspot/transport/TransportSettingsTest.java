package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.camelhubspot.internal.http.AnswerReader;
import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.HttpProxy;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.HttpTransportException;
import io.github.camelhubspot.internal.http.SecretHeader;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.ClosedPort;
import org.apache.camel.support.jsse.CipherSuitesParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the connection settings, which have the same effect on both transports. */
@Timeout(60)
@Tag("integration")
class TransportSettingsTest {

    private static final AnswerReader<String> TEXT
            = answer -> new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    private static final HttpBody JSON = new HttpBody.Bytes("application/json", "{}".getBytes(StandardCharsets.US_ASCII));
    private static final String LEADS = "/crm/v3/objects/leads";

    @TempDir
    Path dir;

    private Certificates certificates;
    private CamelTransports transports;
    private HttpTransport transport;
    private HubSpotSandbox sandbox;
    private RawServer server;

    @BeforeEach
    void certificates() {
        certificates = Certificates.in(dir);
    }

    @AfterEach
    void stop() {
        if (transport != null) {
            transport.close();
        }
        Stream.of(transports, sandbox, server).forEach(one -> {
            try {
                if (one != null) {
                    ((AutoCloseable) one).close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private CamelTransports transports(boolean http2) {
        transports = new CamelTransports(http2).trusting(certificates.trust());
        return transports;
    }

    private HubSpotSandbox startSandbox() {
        sandbox = HubSpotSandbox.builder().https(certificates.server(), Certificates.PASSWORD).start();
        return sandbox;
    }

    private void startServer(RawServer.Script... scripts) {
        server = RawServer.start(scripts);
    }

    private <T> T send(HttpCall call, AnswerReader<T> reader) throws Exception {
        return transport.send(call, reader).get(60, TimeUnit.SECONDS);
    }

    private HttpTransportException failure(HttpCall call) {
        CompletableFuture<String> sent = transport.send(call, TEXT);
        Throwable failure = catchThrowable(() -> sent.get(60, TimeUnit.SECONDS));
        assertThat(failure).hasCauseInstanceOf(HttpTransportException.class);
        return (HttpTransportException) failure.getCause();
    }

    private static HttpCall get(String uri) {
        return new HttpCall("GET", URI.create(uri), List.of(new SecretHeader("Authorization", "Bearer sandbox-token")),
                null);
    }

    private static HttpCall post(String uri) {
        return new HttpCall("POST", URI.create(uri), List.of(), JSON);
    }

    // TLS

    static Stream<Arguments> badCertificates() {
        return Stream.of(true, false).flatMap(http2 -> Stream.of(
                Arguments.of(http2, "wrongHost", "the certificate is not that of the host"),
                Arguments.of(http2, "expired", "the server's certificate has expired"),
                Arguments.of(http2, "selfSigned", "nobody who is trusted vouches for the server's certificate")));
    }

    @ParameterizedTest
    @MethodSource("badCertificates")
    void rejectsAnInvalidCertificate_withTheReason(boolean http2, String which, String reason) throws Exception {
        Path keys = (Path) Certificates.class.getDeclaredMethod(which).invoke(certificates);
        sandbox = HubSpotSandbox.builder().https(keys, Certificates.PASSWORD).start();
        transport = transports(http2).create(sandbox.httpsUrl());
        HttpTransportException failure = failure(get(sandbox.httpsUrl() + LEADS));
        assertThat(failure).hasMessageContaining(reason);
        assertThat(failure.sent()).isFalse();
        assertThat(sandbox.requests().count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void presentsTheClientCertificate(boolean http2) throws Exception {
        sandbox = HubSpotSandbox.builder().https(certificates.server(), Certificates.PASSWORD)
                .clientCertificate(certificates.trust(), Certificates.PASSWORD).start();
        transport = transports(http2).showing(certificates.client()).create(sandbox.httpsUrl());
        assertThat(send(get(sandbox.httpsUrl() + LEADS), HttpAnswer::status)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void theServerSeesNoRequest_whenTheClientCertificateIsMissing(boolean http2) throws Exception {
        sandbox = HubSpotSandbox.builder().https(certificates.server(), Certificates.PASSWORD)
                .clientCertificate(certificates.trust(), Certificates.PASSWORD).start();
        transports(http2).tls().setSecureSocketProtocols(protocols("TLSv1.2")); // in TLS 1.3 the request may already be sent
        transport = transports.create(sandbox.httpsUrl());
        assertThat(failure(get(sandbox.httpsUrl() + LEADS)).sent()).isFalse();
        assertThat(sandbox.requests().count()).isZero();
    }

    private static SecureSocketProtocolsParameters protocols(String... names) {
        SecureSocketProtocolsParameters protocols = new SecureSocketProtocolsParameters();
        protocols.setSecureSocketProtocol(Arrays.asList(names));
        return protocols;
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void offersOnlyTheConfiguredCipherSuites(boolean http2) throws Exception {
        startSandbox();
        CipherSuitesParameters suites = new CipherSuitesParameters();
        suites.setCipherSuite(List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")); // the server has no key of this type
        transports(http2).tls().setSecureSocketProtocols(protocols("TLSv1.2"));
        transports.tls().setCipherSuites(suites);
        transport = transports.create(sandbox.httpsUrl());
        HttpTransportException failure = failure(get(sandbox.httpsUrl() + LEADS));
        assertThat(failure).hasMessageContaining("handshake_failure");
        assertThat(failure.sent()).isFalse();
    }

    // proxy

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void onlyTheProxySeesItsPassword_whenTlsUsesATunnel(boolean http2) throws Exception {
        startSandbox();
        try (TestProxy proxy = TestProxy.withPassword("jane", "secret")) {
            transport = transports(http2).proxy(new HttpProxy("localhost", proxy.port(), "jane", "secret", null))
                    .create(sandbox.httpsUrl());
            assertThat(send(get(sandbox.httpsUrl() + LEADS), HttpAnswer::status)).isEqualTo(200);
            assertThat(proxy.visits()).singleElement().satisfies(visit -> {
                assertThat(visit.accepted()).isTrue();
                assertThat(visit.tunnel()).isTrue();
                assertThat(visit.head().header("Authorization")).isNull();
            });
            assertThat(sandbox.requests().last().header("Proxy-Authorization")).isNull();
            assertThat(sandbox.requests().last().protocol()).isEqualTo(http2 ? "HTTP/2.0" : "HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void reachesAHostThatOnlyTheProxyKnows(boolean http2) throws Exception {
        startSandbox();
        String base = sandbox.url().replace("localhost", "hubspot.invalid");
        try (TestProxy proxy = TestProxy.withPassword("jane", "secret")) {
            transport = transports(http2).proxy(new HttpProxy("localhost", proxy.port(), "jane", "secret", null))
                    .create(base);
            assertThat(send(get(base + LEADS + "?limit=1"), HttpAnswer::status)).isEqualTo(200);
            assertThat(proxy.visits()).singleElement().satisfies(visit -> assertThat(visit.accepted()).isTrue());
            assertThat(sandbox.requests().last().rawQuery()).isEqualTo("limit=1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void a407OfTheProxyIsNotTreatedAsAResponseOfHubSpot(boolean http2) throws Exception {
        startSandbox();
        try (TestProxy proxy = TestProxy.withPassword("jane", "secret")) {
            for (String base : List.of(sandbox.url(), sandbox.httpsUrl())) {
                transport = transports(http2).proxy(new HttpProxy("localhost", proxy.port(), "jane", "wrong", null))
                        .create(base);
                HttpTransportException failure = failure(post(base + LEADS));
                assertThat(failure).hasMessageContaining("407").hasMessageContaining("proxyUsername")
                        .hasMessageNotContaining("wrong");
                assertThat(failure.sent()).isFalse();
                transport.close();
                transports.close();
            }
            assertThat(proxy.visits()).hasSize(2).noneMatch(TestProxy.Visit::accepted);
            assertThat(sandbox.requests().count()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void aCallCountsAsUnsent_whenTheProxyCannotReachTheServer(boolean http2) throws Exception {
        try (ClosedPort gone = new ClosedPort(); TestProxy proxy = TestProxy.open()) {
            String base = "https://localhost:" + gone.number();
            transport = transports(http2).proxy(new HttpProxy("localhost", proxy.port(), null, null, null)).create(base);
            HttpTransportException failure = failure(post(base + LEADS));
            assertThat(failure).hasMessageContaining("the proxy refused with status 502");
            assertThat(failure.sent()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "other.invalid, LOCAL*", "*host|127.*" })
    void connectsDirectlyToNonProxyHosts(String hosts) throws Exception {
        startSandbox();
        for (boolean http2 : new boolean[] { false, true }) {
            transport = transports(http2).proxy(new HttpProxy("proxy.invalid", 1, "a", "b", hosts))
                    .create(sandbox.httpsUrl());
            assertThat(send(get(sandbox.httpsUrl() + LEADS), HttpAnswer::status)).isEqualTo(200);
            transport.close();
            transports.close();
        }
    }

    // redirects

    private static RawServer.Script redirecting(String status, String to) {
        String target = to == null ? "http://localhost:1/" : to;
        return peer -> {
            for (RequestHead head = peer.request(); head != null; head = peer.request()) {
                byte[] body = peer.readBody();
                if (head.line().contains("/there")) { // on the same connection or on a new one
                    peer.write(RawServer.answer(200, body));
                } else {
                    peer.write("HTTP/1.1 " + status + " Any\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n");
                }
            }
        };
    }

    static Stream<Arguments> followed() {
        return Stream.of(true, false).flatMap(http2 -> Stream.of(
                Arguments.of(http2, "GET", "301"), Arguments.of(http2, "GET", "302"), Arguments.of(http2, "GET", "303"),
                Arguments.of(http2, "GET", "308"), Arguments.of(http2, "POST", "307"), Arguments.of(http2, "POST", "308")));
    }

    @ParameterizedTest
    @MethodSource("followed")
    void followsARedirectWithinTheHost_withMethodBodyAndCredential(boolean http2, String method, String status)
            throws Exception {
        startServer(redirecting(status, "/there?x=1"));
        transport = transports(http2).followRedirects().create(server.url());
        HttpBody body = method.equals("POST") ? JSON : null;
        assertThat(send(new HttpCall(method, URI.create(server.url() + "/here"),
                List.of(new SecretHeader("Authorization", "Bearer x")), body), TEXT)).isEqualTo(body == null ? "" : "{}");
        assertThat(server.requests()).extracting(RequestHead::line).containsExactly(method + " /here HTTP/1.1",
                method + " /there?x=1 HTTP/1.1");
        assertThat(server.requests()).extracting(head -> head.header("Authorization")).containsOnly("Bearer x");
    }

    static Stream<Arguments> notFollowed() {
        return Stream.of(true, false).flatMap(http2 -> Stream.of(
                Arguments.of(http2, "POST", "302", "/there"), Arguments.of(http2, "POST", "303", "/there"),
                Arguments.of(http2, "PATCH", "301", "/there"), Arguments.of(http2, "GET", "302", "http://localhost:1/there"),
                Arguments.of(http2, "GET", "302", "http://127.0.0.1/there"),
                Arguments.of(http2, "POST", "307", "//elsewhere/"),
                Arguments.of(http2, "GET", "302", "http://[nonsense"), Arguments.of(http2, "GET", "304", "/there")));
    }

    @ParameterizedTest
    @MethodSource("notFollowed")
    void doesNotFollowARedirectToAnotherHostOrThatTurnsAWriteIntoARead(boolean http2, String method, String status,
            String target) throws Exception {
        startServer(redirecting(status, target));
        transport = transports(http2).followRedirects().create(server.url());
        String answered = send(new HttpCall(method, URI.create(server.url() + "/here"), List.of(), null),
                answer -> answer.status() + answer.header("Location"));
        assertThat(answered).isEqualTo(status + target);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void stopsFollowingCircularRedirects(boolean http2) throws Exception {
        startServer(RawServer.answering(RawServer.answer(302, new byte[0], "Location: /again")));
        transport = transports(http2).followRedirects().create(server.url());
        assertThat(send(get(server.url() + "/here"), HttpAnswer::status)).isEqualTo(302);
        assertThat(server.requests()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void doesNotFollowARedirect_whenTheBodyIsAOneTimeStream(boolean http2) throws Exception {
        startServer(redirecting("307", "/there"));
        transport = transports(http2).followRedirects().create(server.url());
        HttpBody form = new HttpBody.Multipart(List.of(new HttpBody.Part("files", "a.csv", "text/csv",
                HttpBody.Content.of(new ByteArrayInputStream(new byte[10])))));
        assertThat(send(new HttpCall("POST", URI.create(server.url() + "/here"), List.of(), form), HttpAnswer::status))
                .isEqualTo(307);
        assertThat(server.requests()).hasSize(1);
    }

    // size and compression

    static Stream<Arguments> tooLong() {
        return Stream.of(true, false).flatMap(http2 -> Stream.of(
                Arguments.of(http2, Named.of("by its length",
                        "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of(http2, Named.of("without an end",
                        bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n", new byte[2_000]))),
                Arguments.of(http2, Named.of("when it is unpacked",
                        RawServer.answer(200, RawServer.gzipBomb(10_000), "Content-Encoding: gzip")))));
    }

    private static byte[] bytes(String head, byte[] body) {
        byte[] all = Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
        System.arraycopy(body, 0, all, head.length(), body.length);
        return all;
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void stopsReadingATooLongResponse(boolean http2, byte[] answer) throws Exception {
        startServer(peer -> {
            peer.request();
            peer.write(answer);
            peer.readAll();
        });
        transport = transports(http2).maxResponseSize(1_000).create(server.url());
        HttpTransportException failure = failure(get(server.url() + "/a"));
        assertThat(failure).hasMessage("the answer is longer than the 1000 bytes that maxResponseSize allows");
        assertThat(failure.sent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void readsAResponseOfExactlyTheMaximumSize(boolean http2) throws Exception {
        startServer(RawServer.answering(RawServer.answer(200, RawServer.gzip(new byte[1_000]), "Content-Encoding: gzip")));
        transport = transports(http2).maxResponseSize(1_000).create(server.url());
        assertThat(send(get(server.url() + "/a"), TEXT)).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void requestsAndDecompressesCompressedResponses(boolean http2) throws Exception {
        byte[] zipped = RawServer.gzip("{\"a\":1}".getBytes(StandardCharsets.US_ASCII));
        startServer(RawServer.answering(RawServer.answer(200, zipped, "Content-Encoding: gzip")));
        transport = transports(http2).compress().create(server.url());
        assertThat(send(post(server.url() + "/a"), TEXT)).isEqualTo("{\"a\":1}");
        assertThat(server.requests().get(0).header("Accept-Encoding")).isEqualTo("gzip");
        assertThat(server.requests().get(0).header("Content-Encoding")).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void sendsNoAcceptEncoding_whenCompressionIsOff(boolean http2) throws Exception {
        startServer(RawServer.answering(RawServer.answer(200, new byte[0], "Content-Encoding: gzip")));
        transport = transports(http2).create(server.url());
        assertThat(send(get(server.url() + "/a"), TEXT)).as("a body that is not there is not unpacked").isEmpty();
        assertThat(server.requests().get(0).header("Accept-Encoding")).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void rejectsAnEncodingThatWasNotRequested(boolean http2) throws Exception {
        startServer(RawServer.answering(RawServer.answer(200, new byte[10], "Content-Encoding: br")));
        transport = transports(http2).create(server.url());
        HttpTransportException failure = failure(get(server.url() + "/a"));
        assertThat(failure).hasMessageContaining("encoding br");
        assertThat(failure.sent()).isTrue();
    }
}
