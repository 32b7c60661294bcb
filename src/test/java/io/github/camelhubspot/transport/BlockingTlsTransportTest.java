package io.github.camelhubspot.transport;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelhubspot.client.http.HttpTransport;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The client of camel-http over TLS. */
class BlockingTlsTransportTest extends TlsTransportContract {

    private final CamelContext context = new DefaultCamelContext();

    @Override
    String protocol() {
        return "HTTP/1.1";
    }

    @Override
    HttpTransport create(URI base, Duration requestTimeout, int maxConnections, Path trust, ScheduledExecutorService timer)
            throws Exception {
        return CamelTransports.create(context, base, requestTimeout, maxConnections, trust, timer);
    }

    @BeforeEach
    void startContext() {
        context.start();
    }

    @AfterEach
    void stopContext() {
        context.stop();
    }
}
