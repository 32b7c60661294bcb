package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.HttpTransportException;
import io.github.camelhubspot.internal.http.SecretHeader;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.ClosedPort;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests calls that share an HTTP/2 connection when the server rejects a stream or closes the connection. */
@Timeout(60)
@Tag("integration")
class Http2StreamsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NO_ERROR = 0;
    private static final int INTERNAL_ERROR = 2;
    private static final int REFUSED_STREAM = 7;

    /** Whether the JDK's client reveals that the server declared a call unprocessed: newer versions retry it. */
    private static final boolean UNPROCESSED_IS_KNOWN = Runtime.version().feature() >= 24;

    @TempDir
    Path dir;

    private final CamelTransports transports = new CamelTransports(true);
    private Certificates certificates;
    private RawServer server;
    private HttpTransport transport;

    @BeforeEach
    void certificates() {
        certificates = Certificates.in(dir);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
        transports.close();
    }

    private void connectTo(RawServer.Script... scripts) throws Exception {
        server = RawServer.startHttp2(certificates.context(certificates.server()), scripts);
        transport = transports.trusting(certificates.trust()).create(server.url());
    }

    private CompletableFuture<Integer> post() {
        return transport.send(new HttpCall("POST", URI.create(server.url() + "/a"), List.of(), null), HttpAnswer::status);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void pause(Duration duration) {
        Awaitility.await().pollDelay(duration).atMost(duration.plus(PATIENCE)).until(() -> true);
    }

    private static HttpTransportException failure(CompletableFuture<?> call) {
        Throwable failure = catchThrowable(() -> call.get(60, TimeUnit.SECONDS));
        assertThat(failure).hasCauseInstanceOf(HttpTransportException.class);
        return (HttpTransportException) failure.getCause();
    }

    @Test
    void aRefusedStreamCountsAsUnsentAndTheNextCallSucceeds() throws Exception {
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.reset(peer.request(), REFUSED_STREAM);
            peer.answer(peer.request());
            peer.request();
        }, raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.answer(peer.request());
            peer.request();
        });
        assertThat(failure(post()).sent()).isFalse();
        assertThat(post().get(60, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(server.accepted()).isEqualTo(UNPROCESSED_IS_KNOWN ? 2 : 1);
    }

    @Test
    void aStreamResetForAnotherReasonCountsAsSent() throws Exception {
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.reset(peer.request(), INTERNAL_ERROR);
            peer.request();
        });
        assertThat(failure(post()).sent()).isTrue();
    }

    /** The call counts as unsent since Java 24. Older versions do not reveal which calls the server did not process. */
    @ParameterizedTest
    @ValueSource(ints = { NO_ERROR, INTERNAL_ERROR })
    void aCallBeyondTheLastStreamOfGoAwayFailsAndTheNextCallUsesANewConnection(int error) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            int first = peer.request();
            arrived.countDown();
            peer.request();
            peer.goAway(first, error);
            raw.readAll(); // closing with bytes unread would reset the connection, and the client might not see the frame
        }, raw -> {
            Http2Peer peer = new Http2Peer(raw);
            for (int stream = peer.request(); stream != 0; stream = peer.request()) {
                peer.answer(stream);
            }
        });
        post();
        await(arrived);
        assertThat(failure(post()).sent()).isEqualTo(!UNPROCESSED_IS_KNOWN);
        assertThat(post().get(60, TimeUnit.SECONDS)).as("on a new connection").isEqualTo(204);
    }

    /** The JDK's client would retry a GET itself, without counting it as an attempt of the call. */
    @ParameterizedTest
    @ValueSource(strings = { "GET", "POST" })
    void sendsARequestOnce_whenItsConnectionIsClosed(String method) throws Exception {
        CountDownLatch requests = new CountDownLatch(2);
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            if (peer.request() != 0) {
                requests.countDown();
            }
        });
        assertThat(failure(transport.send(new HttpCall(method, URI.create(server.url() + "/a"), List.of(), null),
                HttpAnswer::status)).sent()).isTrue();
        assertThat(requests.getCount()).isEqualTo(1);
    }

    @Test
    void callsWait_whenTheServersStreamLimitIsReached() throws Exception {
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw, 2);
            for (int stream = peer.request(); stream != 0; stream = peer.request()) {
                peer.answer(stream);
            }
        });
        assertThat(post().get(60, TimeUnit.SECONDS)).as("the client knows the limit from now on").isEqualTo(204);
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 20).mapToObj(i -> post()).toList();
        for (CompletableFuture<Integer> call : calls) {
            assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo(204);
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void aTimedOutCallDoesNotAffectOtherCallsAndItsConnectionIsNotReused() throws Exception {
        transports.requestTimeout(Duration.ofSeconds(8));
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.request();
            arrived.countDown();
            int other = peer.request();
            ended.await();
            peer.answer(other);
            peer.request();
        }, raw -> {
            Http2Peer peer = new Http2Peer(raw);
            for (int stream = peer.request(); stream != 0; stream = peer.request()) {
                peer.answer(stream);
            }
        });
        CompletableFuture<Integer> slow = post();
        await(arrived);
        pause(Duration.ofSeconds(5)); // so that five seconds remain for the other call when the slow one times out
        CompletableFuture<Integer> other = post();
        assertThat(failure(slow)).hasMessage("no complete answer within 8000 ms");
        ended.countDown();
        assertThat(other.get(60, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(post().get(60, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(server.accepted()).isEqualTo(2);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            System.gc(); // the JDK's client closes its connections when it is garbage-collected
            return server.open() == 1;
        });
    }

    /** Java 17 delivers a response only after the request has been sent completely. */
    @Test
    void anEarlyResponseToAnUploadIsReadOnNewerJavaOnlyAndTheNextCallSucceeds() throws Exception {
        transports.requestTimeout(Duration.ofSeconds(5));
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            int upload = peer.request();
            peer.answer(upload);
            peer.reset(upload, NO_ERROR);
            for (int stream = peer.request(); stream != 0; stream = peer.request()) {
                peer.answer(stream);
            }
        }, raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.answer(peer.request());
            peer.request();
        });
        HttpBody endless = TransportContract.file(TransportContract.zeros(Long.MAX_VALUE / 2, new AtomicLong()));
        CompletableFuture<Integer> upload = transport.send(
                new HttpCall("POST", URI.create(server.url() + "/a"), List.of(), endless), HttpAnswer::status);
        if (UNPROCESSED_IS_KNOWN) {
            assertThat(upload.get(60, TimeUnit.SECONDS)).isEqualTo(204);
        } else {
            assertThat(failure(upload).sent()).isTrue();
        }
        assertThat(post().get(60, TimeUnit.SECONDS)).isEqualTo(204);
    }

    @Test
    void concurrentCallsShareOneConnectionAndFurtherCallsWait() throws Exception {
        transports.maxConnections(100);
        CountDownLatch full = new CountDownLatch(100);
        CountDownLatch checked = new CountDownLatch(1);
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            List<Integer> streams = new ArrayList<>();
            while (streams.size() < 100) {
                streams.add(peer.request());
                full.countDown();
            }
            checked.await();
            for (int stream : streams) {
                peer.answer(stream);
            }
            for (int stream = peer.request(); stream != 0; stream = peer.request()) {
                peer.answer(stream);
            }
        });
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 200).mapToObj(i -> post()).toList();
        await(full);
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        checked.countDown();
        for (CompletableFuture<Integer> call : calls) {
            assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo(204);
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void replacesAConnectionThatTheServerClosed_withoutAFailure() throws Exception {
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.answer(peer.request());
            raw.halfClose();
            raw.readAll(); // returns when the client has closed the connection
        });
        for (int i = 1; i <= 3; i++) {
            assertThat(post().get(60, TimeUnit.SECONDS)).isEqualTo(204);
            Awaitility.await().atMost(PATIENCE).until(() -> server.open() == 0);
        }
        assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    void replacesAConnectionAfterFiveMinutes() throws Exception {
        AtomicLong later = new AtomicLong();
        transports.clock(() -> System.nanoTime() + later.get());
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            for (int stream = peer.request(); stream != 0; stream = peer.request()) {
                peer.answer(stream);
            }
        });
        assertThat(post().get(60, TimeUnit.SECONDS)).isEqualTo(204);
        later.set(Duration.ofMinutes(4).toNanos());
        assertThat(post().get(60, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(server.accepted()).isEqualTo(1);
        later.set(Duration.ofMinutes(5).toNanos());
        assertThat(post().get(60, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void namesThePort_whenTheConnectionIsRefused() throws Exception {
        connectTo(RawServer.silent());
        try (ClosedPort port = new ClosedPort()) {
            String base = "https://localhost:" + port.number();
            try (HttpTransport nowhere = transports.create(base)) {
                HttpTransportException failure = failure(nowhere.send(
                        new HttpCall("GET", URI.create(base + "/"), List.of(), null), HttpAnswer::status));
                assertThat(failure.sent()).isFalse();
                assertThat(failure).hasMessageContaining("cannot connect to localhost:" + port.number());
            }
        }
    }

    @Test
    @ResourceLock("levels of the loggers")
    void noLogContainsASecretHeader() throws Exception {
        try (HubSpotSandbox sandbox = HubSpotSandbox.builder().https(certificates.server(), Certificates.PASSWORD).start();
                LoggedLines log = LoggedLines.ofEveryLevel()) {
            connectTo(RawServer.silent());
            try (HttpTransport toSandbox = transports.create(sandbox.httpsUrl())) {
                toSandbox.send(new HttpCall("GET", URI.create(sandbox.httpsUrl() + "/crm/v3/objects/leads"),
                        List.of(new SecretHeader("Authorization", "Bearer header-secret")), null), HttpAnswer::status)
                        .get(60, TimeUnit.SECONDS);
            }
            assertThat(sandbox.requests().last().protocol()).isEqualTo("HTTP/2.0");
            assertThat(sandbox.requests().last().header("Authorization")).isEqualTo("Bearer header-secret");
            assertThat(log.lines()).noneMatch(line -> line.contains("header-secret"));
        }
    }

    @Test
    void usesHttp1_whenTheServerDoesNotOfferHttp2() throws Exception {
        try (HubSpotSandbox sandbox = HubSpotSandbox.builder().https(certificates.server(), Certificates.PASSWORD)
                .http1Only().start()) {
            connectTo(RawServer.silent());
            try (HttpTransport toSandbox = transports.create(sandbox.httpsUrl())) {
                List<CompletableFuture<Integer>> calls = IntStream.range(0, 20).mapToObj(i -> toSandbox.send(
                        new HttpCall("GET", URI.create(sandbox.httpsUrl() + "/crm/v3/objects/leads"), List.of(
                                new SecretHeader("Authorization", "Bearer " + sandbox.accessToken())), null),
                        HttpAnswer::status)).toList();
                for (CompletableFuture<Integer> call : calls) {
                    assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo(200);
                }
            }
            assertThat(sandbox.requests().all()).hasSize(20).allMatch(request -> request.protocol().equals("HTTP/1.1"));
        }
    }
}
