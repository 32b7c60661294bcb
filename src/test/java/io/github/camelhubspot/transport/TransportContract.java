package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.camelhubspot.internal.http.AnswerReader;
import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.HttpTransportException;
import io.github.camelhubspot.internal.http.SecretHeader;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.SandboxRequest;
import io.github.camelhubspot.support.ClosedPort;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * The contract of all implementations of {@link HttpTransport}. A subclass creates the transport. It uses its own protocol with
 * the sandbox, and HTTP/1.1 with scripted servers.
 */
@Timeout(60)
@Tag("integration")
abstract class TransportContract {

    private static final Duration LONG = Duration.ofSeconds(20);
    /** On a busy machine it may pass before the request is sent; tests that need a sent request repeat the call. */
    private static final Duration SHORT = Duration.ofMillis(500);
    /** Maximum wait for something that must happen. */
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SEARCH = "/crm/v3/objects/leads/search";
    static final int MEGABYTE = 1024 * 1024;
    static final int PIECE = 64 * 1024;
    static final AnswerReader<String> TEXT
            = answer -> new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);

    @TempDir
    Path dir;

    final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private RawServer server;
    private HubSpotSandbox sandbox;
    private HttpTransport transport;

    /** Certificates of the servers, and of the authority that the transport trusts. */
    Certificates certificates;

    /** {@code http} or {@code https}. */
    abstract String scheme();

    /** Returns the expected protocol with the sandbox: {@code HTTP/1.1} or {@code HTTP/2.0}. */
    abstract String protocol();

    /** Whether the transport completes a response after its body, without reading trailers. */
    boolean ignoresTrailers() {
        return false;
    }

    /** Triggers the close of unused connections, if the transport closes them late. */
    void releaseConnections() {
        // most transports close connections immediately
    }

    /**
     * Creates the transport of a test, which closes it.
     *
     * @param trust authority that signed the certificates of the servers, a PKCS12 file with the password
     *              {@value Certificates#PASSWORD}
     */
    abstract HttpTransport create(URI base, Duration requestTimeout, int maxConnections, Path trust,
            ScheduledExecutorService timer) throws Exception;

    @BeforeEach
    void makeCertificates() {
        certificates = Certificates.in(dir);
    }

    @AfterEach
    void end() {
        if (transport != null) {
            transport.close();
        }
        if (server != null) {
            server.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
        callers.shutdownNow();
        timer.shutdownNow();
    }

    private boolean secure() {
        return scheme().equals("https");
    }

    /** Creates the transport. */
    final void connect(String base, Duration requestTimeout, int maxConnections) throws Exception {
        transport = create(URI.create(base), requestTimeout, maxConnections, certificates.trust(), timer);
    }

    /** Starts a server that plays these scripts, and creates a transport to it. */
    private void connectTo(Duration requestTimeout, int maxConnections, RawServer.Script... scripts) throws Exception {
        connectTo(certificates.server(), requestTimeout, maxConnections, scripts);
    }

    /** @param keyStore certificate of the server; ignored over plain HTTP */
    final void connectTo(Path keyStore, Duration requestTimeout, int maxConnections, RawServer.Script... scripts)
            throws Exception {
        server = RawServer.start(secure() ? certificates.context(keyStore) : null, scripts);
        connect(server.url(), requestTimeout, maxConnections);
    }

    final void connectTo(RawServer.Script... scripts) throws Exception {
        connectTo(LONG, 1, scripts);
    }

    private void connectToSandbox() throws Exception {
        HubSpotSandbox.Builder builder = HubSpotSandbox.builder();
        sandbox = (secure() ? builder.https(certificates.server(), Certificates.PASSWORD) : builder).start();
        connect(sandboxUrl(), LONG, 5);
    }

    private String sandboxUrl() {
        return secure() ? sandbox.httpsUrl() : sandbox.url();
    }

    private HttpCall toSandbox(String method, String path, HttpBody body, Header... headers) {
        List<Header> all = new ArrayList<>(List.of(headers));
        all.add(new SecretHeader("Authorization", "Bearer " + sandbox.accessToken()));
        return new HttpCall(method, URI.create(sandboxUrl() + path), all, body);
    }

    final HttpCall toServer(String method, HttpBody body, Header... headers) {
        return new HttpCall(method, URI.create(server.url() + "/a?b=c%20d"), List.of(headers), body);
    }

    final HttpTransport transport() {
        return transport;
    }

    /** Returns the server that the transport connects to. */
    final RawServer server() {
        return server;
    }

    final HttpCall get() {
        return toServer("GET", null);
    }

    /** Sends on a separate thread, because a transport may block. */
    final <T> CompletableFuture<T> begin(HttpCall call, AnswerReader<T> reader) {
        return CompletableFuture.supplyAsync(() -> transport.send(call, reader), callers).thenCompose(future -> future);
    }

    final <T> T send(HttpCall call, AnswerReader<T> reader) throws Exception {
        return end(begin(call, reader));
    }

    private static <T> T end(CompletableFuture<T> call) throws Exception {
        return call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Throwable failure(CompletableFuture<?> call) {
        Throwable thrown = catchThrowable(() -> end(call));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    final HttpTransportException transportFailure(CompletableFuture<?> call) {
        Throwable failure = failure(call);
        assertThat(failure).isInstanceOf(HttpTransportException.class);
        return (HttpTransportException) failure;
    }

    final HttpTransportException transportFailure(HttpCall call) {
        return transportFailure(begin(call, TEXT));
    }

    static HttpBody json(String json) {
        return new HttpBody.Bytes("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    static HttpBody file(HttpBody.Content content) {
        return new HttpBody.Multipart(List.of(
                new HttpBody.Part("importRequest", null, "application/json",
                        HttpBody.Content.of("{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8))),
                new HttpBody.Part("files", "c\u00f6ntacts.csv", "text/csv", content)));
    }

    /** Returns the given number of zeros, generated while they are read. */
    static HttpBody.Content zeros(long length, AtomicLong made) {
        return new HttpBody.Content() {
            @Override
            public InputStream open() {
                return new InputStream() {
                    @Override
                    public int read() {
                        throw new UnsupportedOperationException("byte by byte");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int most) {
                        int count = (int) Math.min(most, length - made.get());
                        made.addAndGet(count);
                        return count == 0 && most > 0 ? -1 : count;
                    }
                };
            }

            @Override
            public long length() {
                return length;
            }
        };
    }

    /** Returns the given number of pieces; reading each of them requires a permit. */
    private static HttpBody.Content paced(int pieces, Semaphore permits) {
        return HttpBody.Content.of(new InputStream() {
            private int left = pieces * PIECE;

            @Override
            public int read() {
                throw new UnsupportedOperationException("byte by byte");
            }

            @Override
            public int read(byte[] bytes, int offset, int most) throws IOException {
                if (left == 0) {
                    return -1;
                }
                try {
                    if (left % PIECE == 0) {
                        permits.acquire();
                    }
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
                int count = Math.min(most, (left - 1) % PIECE + 1);
                left -= count;
                return count;
            }
        });
    }

    static RawServer.Script afterTheRequest(RawServer.Script script) {
        return peer -> {
            peer.request();
            peer.readBody();
            script.play(peer);
        };
    }

    // requests

    @Test
    void sendsARequestOnceAndUnchanged() throws Exception {
        connectToSandbox();
        String body = "{\"query\":\"J\u00fcrgen \u20ac\"}";
        assertThat(send(toSandbox("POST", SEARCH, json(body), new BasicHeader("X-Mine", "one two")),
                HttpAnswer::status)).isEqualTo(200);
        assertThat(sandbox.requests().all()).singleElement().satisfies(request -> {
            assertThat(request.protocol()).isEqualTo(protocol());
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo(SEARCH);
            assertThat(request.header("X-Mine")).isEqualTo("one two");
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + sandbox.accessToken());
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.bodyText()).isEqualTo(body);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "DELETE", "POST", "PUT" })
    void sendsNoBody_whenTheRequestHasNone(String method) throws Exception {
        connectToSandbox();
        send(toSandbox(method, "/crm/v3/objects/leads/1?limit=2&a=b%2Fc", null), HttpAnswer::status);
        SandboxRequest request = sandbox.requests().last();
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.rawQuery()).isEqualTo("limit=2&a=b%2Fc");
        assertThat(request.bodyLength()).isZero();
        assertThat(request.header("Content-Type")).isNull();
    }

    @Test
    void sendsAllPartsOfAForm() throws Exception {
        connectToSandbox();
        String csv = "email\njane@example.com\n".repeat(10_000);
        HttpBody form = file(HttpBody.Content.of(csv.getBytes(StandardCharsets.UTF_8)));
        send(toSandbox("POST", "/crm/v3/imports", form), HttpAnswer::status);
        SandboxRequest request = sandbox.requests().last();
        assertThat(request.protocol()).isEqualTo(protocol());
        assertThat(request.parts()).extracting(SandboxRequest.Part::name).containsExactly("importRequest", "files");
        assertThat(request.part("importRequest").text()).isEqualTo("{\"name\":\"x\"}");
        SandboxRequest.Part file = request.part("files");
        assertThat(file.fileName()).isEqualTo("c\u00f6ntacts.csv");
        assertThat(file.contentType()).isEqualTo("text/csv");
        assertThat(file.length()).isEqualTo(csv.length());
        assertThat(csv).startsWith(file.text());
    }

    @Test
    void sendsAFileByteForByte() throws Exception {
        byte[] bytes = new byte[300_001];
        new Random(1).nextBytes(bytes);
        CompletableFuture<byte[]> received = new CompletableFuture<>();
        connectTo(peer -> {
            peer.request();
            received.complete(peer.readBody());
            peer.write(RawServer.json("{}"));
        });
        assertThat(send(toServer("POST", file(HttpBody.Content.of(bytes))), TEXT)).isEqualTo("{}");
        assertThat(new String(end(received), StandardCharsets.ISO_8859_1))
                .contains("\r\n\r\n" + new String(bytes, StandardCharsets.ISO_8859_1) + "\r\n--");
    }

    @Test
    void readsAnUploadNoFasterThanTheServerReceivesIt() throws Exception {
        AtomicLong made = new AtomicLong();
        CountDownLatch goOn = new CountDownLatch(1);
        connectTo(peer -> {
            peer.request();
            goOn.await();
            peer.readBody();
            peer.write(RawServer.json("{}"));
        });
        long length = 10L * MEGABYTE;
        CompletableFuture<String> upload = begin(toServer("POST", file(zeros(length, made))), TEXT);
        await().atMost(PATIENCE).until(() -> made.get() > 0);
        await().atMost(PATIENCE).during(Duration.ofMillis(300)).until(() -> made.get() < 8L * MEGABYTE);
        goOn.countDown();
        assertThat(end(upload)).isEqualTo("{}");
        assertThat(made).hasValue(length);
    }

    @Test
    void abortsTheRequest_whenItsContentCannotBeRead() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        connectTo(peer -> seen.complete(catchThrowable(() -> {
            peer.request(); // inside the lambda, because a reset may discard bytes that were sent before it
            peer.readBody();
            throw new IllegalStateException("the server has a whole request");
        })));
        InputStream broken = new InputStream() {
            private int left = MEGABYTE;

            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                left -= length;
                return left > 0 ? length : read();
            }
        };
        HttpTransportException failure = transportFailure(toServer("POST", file(HttpBody.Content.of(broken))));
        assertThat(failure.sent()).isFalse();
        assertThat(failure).hasMessageContaining("c\u00f6ntacts.csv").hasMessageContaining("the disk is gone");
        assertThat(end(seen)).isNotNull().isNotInstanceOf(IllegalStateException.class);
    }

    // responses

    @Test
    void givesStatusHeadersAndBodyToTheReader() throws Exception {
        connectTo(RawServer.answering(RawServer.answer(418, "tea".getBytes(StandardCharsets.US_ASCII), "X-Kind: green",
                "X-Kind: black")));
        String answer = send(get(), read -> read.status() + " " + read.header("x-kind") + " " + read.header("X-None") + " "
                + TEXT.read(read));
        assertThat(answer).isEqualTo("418 green null tea");
        assertThat(server.requests()).singleElement().satisfies(head -> {
            assertThat(head.line()).isEqualTo("GET /a?b=c%20d HTTP/1.1");
            assertThat(head.header("Host")).isEqualTo(URI.create(server.url()).getAuthority());
        });
    }

    @Test
    void aResponseWithoutABodyHasAnEmptyStream() throws Exception {
        connectTo(afterTheRequest(peer -> peer.write("HTTP/1.1 204 None\r\n\r\n")));
        assertThat(send(get(), TEXT)).isEmpty();
    }

    @Test
    void rethrowsTheExceptionOfTheReader() throws Exception {
        connectTo(RawServer.answering(RawServer.json("{}")));
        RuntimeException thrown = new IllegalArgumentException("not what I expected");
        assertThat(failure(begin(get(), answer -> {
            throw thrown;
        }))).isSameAs(thrown);
        IOException unreadable = new IOException("no JSON");
        HttpTransportException failure = transportFailure(begin(get(), answer -> {
            throw unreadable;
        }));
        assertThat(failure.sent()).isTrue();
        assertThat(failure).hasMessage("no JSON").hasCause(unreadable);
        assertThat(send(get(), TEXT)).isEqualTo("{}");
    }

    @Test
    void anUnreadBodyDoesNotAffectTheNextCall() throws Exception {
        connectTo(RawServer.answering(RawServer.answer(200, new byte[MEGABYTE])));
        assertThat(send(get(), HttpAnswer::status)).isEqualTo(200);
        int length = send(get(), answer -> answer.body().readAllBytes().length);
        assertThat(length).isEqualTo(MEGABYTE);
    }

    // time-outs

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void theTimeOutAppliesToTheWholeResponse(boolean drips) throws Exception {
        connectTo(SHORT, 1, afterTheRequest(peer -> {
            if (drips) {
                peer.drip(RawServer.answer(200, new byte[5000]), 20);
            }
            peer.readAll();
        }));
        HttpTransportException failure;
        int calls = 0;
        do {
            long start = System.nanoTime();
            failure = transportFailure(toServer("GET", null, new BasicHeader("X-Call", ++calls)));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT.minusMillis(50), Duration.ofSeconds(10));
            assertThat(failure).hasMessage("no complete answer within " + SHORT.toMillis() + " ms");
        } while (!received(calls));
        assertThat(failure.sent()).isTrue();
    }

    private boolean received(int call) {
        return server.requests().stream().anyMatch(head -> Integer.toString(call).equals(head.header("X-Call")));
    }

    @Test
    void anUploadThatMakesProgressMayExceedTheTimeOut() throws Exception {
        Duration timeout = Duration.ofSeconds(2);
        int pieces = 27;
        int ahead = 4; // so that little remains to receive after the last byte is sent, which starts the response time
        Semaphore allowed = new Semaphore(ahead);
        connectTo(timeout, 1, peer -> {
            peer.request();
            for (int i = 0; i < pieces; i++) {
                peer.pause(100);
                peer.read(PIECE);
                allowed.release();
            }
            peer.write(RawServer.json("{}"));
            peer.readAll();
        });
        long start = System.nanoTime();
        assertThat(send(toServer("POST", file(paced(pieces, allowed))), TEXT)).isEqualTo("{}");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(timeout.plusMillis(500));
    }

    // failures

    @Test
    void aRefusedConnectionCountsAsUnsent() throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            String base = scheme() + "://localhost:" + port.number();
            connect(base, LONG, 1);
            HttpTransportException failure = transportFailure(new HttpCall("GET", URI.create(base), List.of(), null));
            assertThat(failure.sent()).isFalse();
        }
    }

    @Test
    void aResetAfterTheRequestCountsAsSent() throws Exception {
        connectTo(afterTheRequest(RawServer.Peer::reset));
        assertThat(transportFailure(toServer("POST", json("{}"))).sent()).isTrue();
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void aResetDuringTheRequestFailsTheCall() throws Exception {
        connectTo(peer -> {
            peer.request();
            peer.reset();
        });
        transportFailure(toServer("POST", file(zeros(32L * MEGABYTE, new AtomicLong()))));
        assertThat(server.accepted()).isEqualTo(1);
    }

    @ParameterizedTest(name = "response {index}")
    @ValueSource(strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nhalf",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "hello, this is not HTTP\r\n\r\n",
        "" })
    void aTruncatedOrMalformedResponseFailsTheCall(String answer) throws Exception {
        connectTo(afterTheRequest(peer -> peer.write(answer)));
        assertThat(transportFailure(toServer("POST", json("{}"))).sent()).isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void failedCallsReleaseTheirConnection() throws Exception {
        connectTo(Duration.ofSeconds(3), 1, peer -> { // long enough for a handshake
            RequestHead request = peer.request();
            String call = request == null ? null : request.header("X-Call");
            peer.readBody();
            if ("1".equals(call)) {
                peer.reset();
            } else if ("2".equals(call)) {
                peer.readAll();
            } else {
                peer.write("3".equals(call) ? "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"
                        : new String(RawServer.json("{}"), StandardCharsets.ISO_8859_1));
            }
        });
        for (int i = 1; i <= 3; i++) {
            do { // on a busy machine a call can time out before its request arrives
                transportFailure(toServer("POST", null, new BasicHeader("X-Call", i)));
            } while (!received(i));
        }
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> send(get(), TEXT).equals("{}"));
    }

    @Test
    void manyConcurrentCallsShareTheConnectionsAndAllEnd() throws Exception {
        int most = 3;
        AtomicInteger now = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(most);
        connectTo(LONG, most, peer -> {
            while (peer.request() != null) {
                peak.accumulateAndGet(now.incrementAndGet(), Math::max);
                full.countDown();
                full.await();
                now.decrementAndGet();
                peer.write(RawServer.json("{}"));
            }
        });
        List<CompletableFuture<String>> calls = IntStream.range(0, 30).mapToObj(i -> begin(get(), TEXT)).toList();
        for (CompletableFuture<String> call : calls) {
            assertThat(end(call)).isEqualTo("{}");
        }
        assertThat(peak).hasValue(most);
        assertThat(server.accepted()).isEqualTo(most);
    }

    @Test
    void closingTheTransportEndsCallsInFlight() throws Exception {
        connectTo(peer -> {
            peer.request();
            peer.readAll();
        });
        CompletableFuture<String> call = begin(get(), TEXT);
        await().atMost(PATIENCE).until(() -> server.requests().size() == 1);
        transport.close();
        transportFailure(call);
        await().atMost(PATIENCE).until(() -> server.open() == 0);
        assertThat(failure(begin(get(), TEXT))).isNotNull();
        assertThat(server.requests()).hasSize(1);
    }

    // features that the transport does not have

    @ParameterizedTest(name = "response {index}")
    @ValueSource(strings = {
        "302 Found\r\nLocation: /elsewhere",
        "401 No\r\nWWW-Authenticate: Basic realm=\"x\"",
        "429 Later\r\nRetry-After: 0",
        "503 Later\r\nRetry-After: 0" })
    void returnsRedirectsAndErrorsUnchanged(String answer) throws Exception {
        connectTo(peer -> {
            while (peer.request() != null) {
                peer.write("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\n\r\n");
            }
        });
        assertThat(send(get(), HttpAnswer::status)).isEqualTo(Integer.parseInt(answer.substring(0, 3)));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void ignoresCookies() throws Exception {
        connectTo(RawServer.answering(RawServer.answer(200, new byte[0], "Set-Cookie: a=b; Path=/")));
        send(get(), HttpAnswer::status);
        send(get(), HttpAnswer::status);
        assertThat(server.requests()).hasSize(2).allMatch(head -> head.header("Cookie") == null);
    }

    @Test
    @ResourceLock("levels of the loggers")
    void noLogContainsASecretHeaderOrABody() throws Exception {
        connectTo(RawServer.answering(RawServer.json("{\"token\":\"answer-secret\"}")));
        try (LoggedLines log = LoggedLines.ofEveryLevel()) {
            send(toServer("POST", new HttpBody.Bytes("application/x-www-form-urlencoded",
                    "client_secret=body-secret".getBytes(StandardCharsets.US_ASCII)),
                    new SecretHeader("Authorization", "Bearer header-secret")), TEXT);
            transport.close();
            LoggerFactory.getLogger("org.apache.hc.any").trace("the log is open");
            assertThat(log.lines()).anyMatch(line -> line.endsWith("the log is open"))
                    .noneMatch(line -> line.contains("header-secret") || line.contains("body-secret")
                            || line.contains("answer-secret"));
        }
        assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer header-secret");
    }
}
