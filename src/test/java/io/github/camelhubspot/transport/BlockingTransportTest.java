package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelhubspot.internal.http.HttpTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the blocking transport over plain HTTP. */
class BlockingTransportTest extends TransportFaultContract {

    private final CamelTransports transports = new CamelTransports(false);

    @Override
    String scheme() {
        return "http";
    }

    @Override
    String protocol() {
        return "HTTP/1.1";
    }

    @Override
    HttpTransport create(URI base, Duration requestTimeout, int maxConnections, Path trust, ScheduledExecutorService timer)
            throws Exception {
        return transports.timer(timer).requestTimeout(requestTimeout).maxConnections(maxConnections).trusting(trust)
                .create(base.toString());
    }

    @AfterEach
    void stop() {
        transports.close();
    }

    @Test
    void streamsTheBodyToTheReader_whileItArrives() throws Exception {
        CountDownLatch firstHalfRead = new CountDownLatch(1);
        connectTo(afterTheRequest(peer -> {
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nfirst");
            firstHalfRead.await();
            peer.write("end");
        }));
        String answer = send(get(), read -> {
            String first = new String(read.body().readNBytes(5), StandardCharsets.US_ASCII);
            firstHalfRead.countDown();
            return first + " " + TEXT.read(read);
        });
        assertThat(answer).isEqualTo("first end");
    }

    @Test
    void aFailedReadReleasesItsConnectionAndIsNotRetried() throws Exception {
        connectTo(afterTheRequest(RawServer.Peer::reset), RawServer.answering(RawServer.json("{}")));
        transportFailure(get());
        assertThat(send(get(), TEXT)).isEqualTo("{}");
        assertThat(server().accepted()).isEqualTo(2);
    }
}
