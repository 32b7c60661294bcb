package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.HttpTransportException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Adds the contract for Errors of the JVM, closed connections, endless response heads, and stopped timers and transports. */
abstract class TransportFaultContract extends TransportContract {

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void anErrorInTheReaderEndsTheCallAndReleasesItsConnection(Error error) throws Exception {
        connectTo(RawServer.answering(RawServer.json("{}")));
        for (int i = 0; i < 3; i++) {
            HttpTransportException failure = transportFailure(begin(get(), answer -> {
                throw error;
            }));
            assertThat(failure.sent()).isTrue();
            assertThat(failure.passing()).isFalse();
            assertThat(failure).hasRootCause(error);
        }
        assertThat(send(get(), TEXT)).isEqualTo("{}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void anErrorInTheContentAbortsTheRequestAndReleasesItsConnection(Error error) throws Exception {
        AtomicInteger complete = new AtomicInteger();
        connectTo(peer -> {
            while (peer.request() != null) {
                peer.readBody();
                complete.incrementAndGet();
                peer.write(RawServer.json("{}"));
            }
        });
        for (int stage = 0; stage < 3; stage++) {
            HttpTransportException failure = transportFailure(toServer("POST", file(failingContent(stage, error))));
            assertThat(failure.sent()).as("stage " + stage).isFalse();
            assertThat(failure.passing()).isFalse();
            assertThat(failure).hasRootCause(error);
        }
        assertThat(complete).hasValue(0);
        assertThat(send(get(), TEXT)).isEqualTo("{}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void anErrorWhileTheHeadIsWrittenEndsTheCallAndTheNextThousandSucceed(Error error) throws Exception {
        connectTo(RawServer.answering(RawServer.json("{}")));
        for (int i = 0; i < 3; i++) {
            HttpCall call = get();
            List<Header> headers = new ArrayList<>(call.headers());
            headers.add(new BasicHeader("x-any", "value") {
                @Override
                public String getValue() {
                    throw error;
                }
            });
            HttpCall broken = new HttpCall(call.method(), call.uri(), headers, call.body());
            assertThat(transportFailure(broken)).hasRootCause(error);
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(send(get(), TEXT)).isEqualTo("{}");
        }
    }

    static List<Error> errors() {
        return List.of(new OutOfMemoryError("no heap"), new StackOverflowError(), new NoClassDefFoundError("some/Type"));
    }

    /** @param stage where it fails: 0 for the length, 1 for the opening, 2 for a later read */
    private static HttpBody.Content failingContent(int stage, Error error) {
        return new HttpBody.Content() {
            @Override
            public InputStream open() {
                if (stage == 1) {
                    throw error;
                }
                return new InputStream() {
                    private int pieces;

                    @Override
                    public int read() {
                        throw error;
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        if (pieces++ == 5) {
                            throw error;
                        }
                        return length;
                    }
                };
            }

            @Override
            public long length() {
                if (stage == 0) {
                    throw error;
                }
                return -1;
            }
        };
    }

    @Test
    void aPostUsesANewConnection_whenTheServerHasClosedTheReusedOne() throws Exception {
        RawServer.Script once = peer -> {
            peer.request();
            peer.readBody();
            peer.write(RawServer.json("{}"));
        };
        connectTo(once);
        for (int i = 0; i < 20; i++) {
            assertThat(send(toServer("POST", json("{}")), TEXT)).isEqualTo("{}");
            await().atMost(PATIENCE).until(() -> server().open() == 0);
        }
        assertThat(server().requests()).hasSize(20);
    }

    @Test
    void aStaleConnectionDoesNotConsumeAStream() throws Exception {
        connectTo(afterTheRequest(peer -> peer.write(RawServer.json("{}"))));
        assertThat(send(get(), TEXT)).isEqualTo("{}");
        await().atMost(PATIENCE).until(() -> server().open() == 0);
        AtomicLong made = new AtomicLong();
        assertThat(send(toServer("POST", file(zeros(1_000, made))), TEXT)).isEqualTo("{}");
        assertThat(made).hasValue(1_000);
    }

    @Test
    void a407WithoutAProxyIsAResponseOfTheServer() throws Exception {
        connectTo(RawServer.answering(RawServer.answer(407, new byte[0], "Proxy-Authenticate: Basic realm=\"x\"")));
        assertThat(send(toServer("POST", json("{}")), HttpAnswer::status)).isEqualTo(407);
        assertThat(server().requests()).hasSize(1);
    }

    @ParameterizedTest(name = "head {index}")
    @ValueSource(strings = {
        "", "HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nX-Long: ",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Trailer: " })
    void stopsReading_whenALineIsEndless(String begin) throws Exception {
        assertNotReadOn(begin, "a".repeat(PIECE));
    }

    @ParameterizedTest(name = "head {index}")
    @ValueSource(strings = {
        "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" })
    void stopsReading_whenHeadersAreEndless(String begin) throws Exception {
        assertNotReadOn(begin, ("X-Header: " + "a".repeat(1_000) + "\r\n").repeat(64));
    }

    private void assertNotReadOn(String begin, String more) throws Exception {
        AtomicLong taken = new AtomicLong();
        connectTo(afterTheRequest(peer -> {
            peer.write(begin);
            while (taken.get() < 64L * MEGABYTE) {
                peer.write(more);
                taken.addAndGet(more.length());
            }
        }));
        if (begin.contains("\r\n0\r\n") && ignoresTrailers()) {
            assertThat(send(get(), HttpAnswer::status)).isEqualTo(200);
        } else {
            assertThat(transportFailure(get()).sent()).isTrue();
        }
        await().atMost(PATIENCE).until(() -> {
            releaseConnections();
            return server().open() == 0;
        });
        assertThat(taken.get()).as("what the network buffers, and little more").isLessThan(32L * MEGABYTE);
    }

    @Test
    void readsAHeadOfCommonSize() throws Exception {
        connectTo(RawServer.answering(RawServer.answer(200, new byte[0], "X-Long: " + "a".repeat(15_000),
                "X-Longer: " + "b".repeat(15_000))));
        int length = send(get(), answer -> answer.header("X-Longer").length());
        assertThat(length).isEqualTo(15_000);
    }

    @Test
    void aCallIsNotSent_whenTheTimerHasStopped() throws Exception {
        connectTo(RawServer.answering(RawServer.json("{}")));
        timer.shutdownNow();
        HttpTransportException failure = transportFailure(get());
        assertThat(failure.sent()).isFalse();
        assertThat(failure).hasMessageContaining("the component stops");
        assertThat(server().requests()).isEmpty();
    }

    @Test
    void aCallIsNotSent_afterTheTransportIsClosed() throws Exception {
        connectTo(RawServer.answering(RawServer.json("{}")));
        assertThat(send(get(), TEXT)).isEqualTo("{}");
        transport().close();
        HttpTransportException failure = transportFailure(get());
        assertThat(failure.sent()).isFalse();
        assertThat(failure).hasMessageContaining("the component stops");
        assertThat(server().requests()).hasSize(1);
    }
}
