package io.github.camelhubspot.transport;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelhubspot.internal.http.HttpTransport;
import org.junit.jupiter.api.AfterEach;

/** Tests the transport on the JDK's client over TLS: HTTP/2 where the server offers it. */
class JdkTlsTransportTest extends TlsTransportContract {

    private final CamelTransports transports = new CamelTransports(true);

    @Override
    String protocol() {
        return "HTTP/2.0";
    }

    /** Newer JDKs open one more connection. */
    @Override
    int mostConnectionsUntilOneIsOpen() {
        return 2;
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
}
