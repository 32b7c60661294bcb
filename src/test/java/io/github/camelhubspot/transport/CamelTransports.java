package io.github.camelhubspot.transport;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

import io.github.camelhubspot.internal.http.HttpProxy;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.TransportSettings;
import io.github.camelhubspot.internal.http.blocking.CamelHttpTransport;
import io.github.camelhubspot.internal.http.jdk.ClockedTransport;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Creates transports as the component does, with the settings of a test. */
final class CamelTransports implements AutoCloseable {

    /** Long enough for the first handshake of a JVM on a busy machine. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final CamelContext context = new DefaultCamelContext();
    private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService executor = Executors.newFixedThreadPool(3);
    private final boolean http2;
    private Duration requestTimeout = Duration.ofSeconds(20);
    private int maxConnections = 5;
    private SSLContextParameters tls;
    private HttpProxy proxy;
    private boolean compress;
    private long maxResponseSize = 64 * 1024 * 1024;
    private boolean followRedirects;
    private LongSupplier clock = System::nanoTime;

    CamelTransports(boolean http2) {
        this.http2 = http2;
        context.start();
    }

    /** Replaces the timer; it is also stopped when the transports are closed. */
    CamelTransports timer(ScheduledExecutorService another) {
        timer.shutdownNow();
        timer = another;
        return this;
    }

    CamelTransports requestTimeout(Duration timeout) {
        requestTimeout = timeout;
        return this;
    }

    CamelTransports maxConnections(int most) {
        maxConnections = most;
        return this;
    }

    /** Trusts only the given authority. */
    CamelTransports trusting(Path trust) {
        TrustManagersParameters trusted = new TrustManagersParameters();
        trusted.setKeyStore(store(trust));
        tls = new SSLContextParameters();
        tls.setTrustManagers(trusted);
        return this;
    }

    /** Presents a client certificate. */
    CamelTransports showing(Path keys) {
        KeyManagersParameters own = new KeyManagersParameters();
        own.setKeyStore(store(keys));
        own.setKeyPassword(Certificates.PASSWORD);
        tls.setKeyManagers(own);
        return this;
    }

    /** Returns the TLS settings for further changes. */
    SSLContextParameters tls() {
        return tls;
    }

    CamelTransports proxy(HttpProxy way) {
        proxy = way;
        return this;
    }

    CamelTransports compress() {
        compress = true;
        return this;
    }

    CamelTransports maxResponseSize(long most) {
        maxResponseSize = most;
        return this;
    }

    CamelTransports followRedirects() {
        followRedirects = true;
        return this;
    }

    /** Replaces the clock, in nanoseconds, that measures the age of connections of the JDK's client. */
    CamelTransports clock(LongSupplier nanos) {
        clock = nanos;
        return this;
    }

    HttpTransport create(String base) throws Exception {
        TransportSettings settings = new TransportSettings(http2, CONNECT_TIMEOUT, requestTimeout, maxConnections,
                tls, proxy, compress, compress, maxResponseSize, followRedirects, null, "contract");
        return http2 ? ClockedTransport.create(context, URI.create(base), settings, timer, executor, clock)
                : CamelHttpTransport.create(context, URI.create(base), settings, timer);
    }

    @Override
    public void close() {
        context.stop();
        timer.shutdownNow();
        executor.shutdownNow();
    }

    private static KeyStoreParameters store(Path file) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setType("PKCS12");
        store.setPassword(Certificates.PASSWORD);
        return store;
    }
}
