package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.HttpTransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the transport on the JDK's client over plain HTTP, where it uses HTTP/1.1. */
class JdkTransportTest extends TransportFaultContract {

    private final CamelTransports transports = new CamelTransports(true);

    @Override
    String scheme() {
        return "http";
    }

    @Override
    String protocol() {
        return "HTTP/1.1";
    }

    @Override
    boolean ignoresTrailers() {
        return true;
    }

    /** The JDK's client closes some connections only when it is garbage-collected. */
    @Override
    void releaseConnections() {
        System.gc();
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

    /** The JDK's client starts a retry of its own; the transport stops it after the connection is open, before the request. */
    @Test
    void sendsAReadOnce_whenItsConnectionIsClosed_butOpensAnotherConnection() throws Exception {
        connectTo(afterTheRequest(RawServer.Peer::reset), RawServer.silent(), RawServer.answering(RawServer.json("{}")));
        HttpTransportException failure = transportFailure(get());
        assertThat(failure).hasMessage("the connection was closed before a response");
        assertThat(failure.sent()).isTrue();
        assertThat(send(get(), TEXT)).isEqualTo("{}");
        assertThat(server().requests()).hasSize(2);
        assertThat(server().accepted()).isEqualTo(3);
    }
}
