package io.github.camelhubspot.transport;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelhubspot.internal.http.HttpTransport;
import org.junit.jupiter.api.AfterEach;

/** Tests the blocking transport over TLS. */
class BlockingTlsTransportTest extends TlsTransportContract {

    private final CamelTransports transports = new CamelTransports(false);

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
}
