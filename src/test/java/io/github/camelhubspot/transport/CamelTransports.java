package io.github.camelhubspot.transport;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelhubspot.client.http.CamelHttpTransport;
import io.github.camelhubspot.client.http.HttpTransport;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Transports as the component makes them. */
final class CamelTransports {

    private CamelTransports() {
    }

    static HttpTransport create(CamelContext context, URI base, Duration requestTimeout, int maxConnections, Path trust,
            ScheduledExecutorService timer) throws Exception {
        return CamelHttpTransport.create(context, base, new CamelHttpTransport.Settings(Duration.ofSeconds(5),
                requestTimeout, maxConnections, trusting(trust), null, "contract"), timer);
    }

    private static SSLContextParameters trusting(Path trust) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + trust);
        store.setType("PKCS12");
        store.setPassword(Certificates.PASSWORD);
        TrustManagersParameters trusted = new TrustManagersParameters();
        trusted.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trusted);
        return parameters;
    }
}
