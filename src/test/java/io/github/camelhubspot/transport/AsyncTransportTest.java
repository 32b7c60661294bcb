package io.github.camelhubspot.transport;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelhubspot.internal.http.HttpTransport;
import org.junit.jupiter.api.AfterEach;

/** The asynchronous transport over plain HTTP, where there is no HTTP/2. */
class AsyncTransportTest extends TransportFaultContract {

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
