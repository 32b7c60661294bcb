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
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that share a connection, and what a server can do to one of them or to all. */
@Timeout(60)
@Tag("integration")
class Http2StreamsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NO_ERROR = 0;
    private static final int INTERNAL_ERROR = 2;
    private static final int REFUSED_STREAM = 7;

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
        Throwable failure = catchThrowable(() -> call.get(30, TimeUnit.SECONDS));
        assertThat(failure).hasCauseInstanceOf(HttpTransportException.class);
        return (HttpTransportException) failure.getCause();
    }

    @Test
    void aRefusedStreamWasNotActedUponAndTheOthersGoOn() throws Exception {
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.reset(peer.request(), REFUSED_STREAM);
            peer.answer(peer.request());
            peer.request();
        });
        assertThat(failure(post()).sent()).isFalse();
        assertThat(post().get(30, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void aStreamThatIsResetForAnotherReasonMayHaveBeenActedUpon() throws Exception {
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.reset(peer.request(), INTERNAL_ERROR);
            peer.request();
        });
        assertThat(failure(post()).sent()).isTrue();
    }

    @Test
    void ofAConnectionThatIsClosedTheLaterCallsWereNotActedUponAndTheEarlierOnesAreAnswered() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            int first = peer.request();
            arrived.countDown();
            peer.request();
            peer.goAway(first, NO_ERROR);
            peer.answer(first);
            peer.request();
        }, raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.answer(peer.request());
            peer.request();
        });
        CompletableFuture<Integer> first = post();
        await(arrived);
        CompletableFuture<Integer> second = post();
        HttpTransportException failure = failure(second);
        assertThat(failure.sent()).isFalse();
        assertThat(failure).hasMessageContaining("GOAWAY");
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(post().get(30, TimeUnit.SECONDS)).as("on a new connection").isEqualTo(204);
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void aConnectionThatIsClosedForAnErrorTellsWhichCallsWereNotActedUpon() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            int first = peer.request();
            arrived.countDown();
            peer.request();
            peer.goAway(first, INTERNAL_ERROR);
            raw.readAll(); // closing with bytes unread would reset the connection, and the client might not see the frame
        });
        CompletableFuture<Integer> first = post();
        await(arrived);
        CompletableFuture<Integer> second = post();
        assertThat(failure(first).sent()).isTrue();
        assertThat(failure(second).sent()).isFalse();
    }

    @Test
    void aCallThatTakesTooLongEndsAndTheOthersGoOnAndItsConnectionIsNotUsedAgain() throws Exception {
        transports.requestTimeout(Duration.ofSeconds(3));
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
        pause(Duration.ofMillis(1_500)); // so that the other one has time left
        CompletableFuture<Integer> other = post();
        assertThat(failure(slow)).hasMessage("no complete answer within 3000 ms");
        ended.countDown();
        assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(post().get(30, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(server.accepted()).isEqualTo(2);
        Awaitility.await().atMost(PATIENCE).until(() -> server.open() == 1);
    }

    @Test
    void callsAtOnceShareAConnectionUpToAHundred() throws Exception {
        CountDownLatch all = new CountDownLatch(200);
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            List<Integer> streams = new ArrayList<>();
            while (streams.size() < 100) {
                streams.add(peer.request());
                all.countDown();
            }
            all.await();
            for (int stream : streams) {
                peer.answer(stream);
            }
            peer.request();
        });
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 200).mapToObj(i -> post()).toList();
        for (CompletableFuture<Integer> call : calls) {
            assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo(204);
        }
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void aConnectionThatTheServerClosedIsReplacedWithoutAFailure() throws Exception {
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.answer(peer.request());
            raw.halfClose();
            raw.readAll(); // ends when the client has seen that end
        });
        for (int i = 1; i <= 3; i++) {
            assertThat(post().get(30, TimeUnit.SECONDS)).isEqualTo(204);
            Awaitility.await().atMost(PATIENCE).until(() -> server.open() == 0);
        }
        assertThat(server.accepted()).isEqualTo(3);
    }

    /** @param millis the first is more than enough for a request that must not be lost, the second for any */
    @ParameterizedTest
    @CsvSource({ "1001,POST", "10001,GET" })
    void aConnectionThatWasIdleIsAskedForASignOfLifeAndReplacedIfThereIsNone(long millis, String method) throws Exception {
        AtomicLong idle = new AtomicLong();
        transports.clock(() -> System.currentTimeMillis() + idle.get());
        CompletableFuture<Integer> asked = new CompletableFuture<>();
        connectTo(raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.answer(peer.request());
            asked.complete(peer.next().type());
            raw.readAll();
        }, raw -> {
            Http2Peer peer = new Http2Peer(raw);
            peer.answer(peer.request());
            peer.request();
        });
        assertThat(post().get(30, TimeUnit.SECONDS)).isEqualTo(204);
        pause(Duration.ofMillis(500)); // the connection learns after its caller that the call is over
        idle.set(millis);
        CompletableFuture<Integer> second = transport.send(new HttpCall(method, URI.create(server.url() + "/a"), List.of(), null),
                HttpAnswer::status);
        assertThat(asked.get(30, TimeUnit.SECONDS)).isEqualTo(Http2Peer.PING);
        idle.set(0); // the new connection is not idle
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void aPortThatNobodyListensAtIsNamed() throws Exception {
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
    void noLogShowsASecretHeader() throws Exception {
        try (HubSpotSandbox sandbox = HubSpotSandbox.builder().https(certificates.server(), Certificates.PASSWORD).start();
                LoggedLines log = LoggedLines.ofEveryLevel()) {
            connectTo(RawServer.silent());
            try (HttpTransport toSandbox = transports.create(sandbox.httpsUrl())) {
                toSandbox.send(new HttpCall("GET", URI.create(sandbox.httpsUrl() + "/crm/v3/objects/leads"),
                        List.of(new SecretHeader("Authorization", "Bearer header-secret")), null), HttpAnswer::status)
                        .get(30, TimeUnit.SECONDS);
            }
            assertThat(sandbox.requests().last().protocol()).isEqualTo("HTTP/2.0");
            assertThat(sandbox.requests().last().header("Authorization")).isEqualTo("Bearer header-secret");
            assertThat(log.lines()).noneMatch(line -> line.contains("header-secret"));
        }
    }

    @Test
    void aServerWithoutHttp2IsSpokenToInHttp1() throws Exception {
        try (HubSpotSandbox sandbox = HubSpotSandbox.builder().https(certificates.server(), Certificates.PASSWORD)
                .http1Only().start()) {
            connectTo(RawServer.silent());
            try (HttpTransport toSandbox = transports.create(sandbox.httpsUrl())) {
                List<CompletableFuture<Integer>> calls = IntStream.range(0, 20).mapToObj(i -> toSandbox.send(
                        new HttpCall("GET", URI.create(sandbox.httpsUrl() + "/crm/v3/objects/leads"), List.of(
                                new SecretHeader("Authorization", "Bearer " + sandbox.accessToken())), null),
                        HttpAnswer::status)).toList();
                for (CompletableFuture<Integer> call : calls) {
                    assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo(200);
                }
            }
            assertThat(sandbox.requests().all()).hasSize(20).allMatch(request -> request.protocol().equals("HTTP/1.1"));
        }
    }
}
