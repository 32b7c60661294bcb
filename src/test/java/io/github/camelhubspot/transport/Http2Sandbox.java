package io.github.camelhubspot.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.camelhubspot.HttpVersion;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** A sandbox that speaks HTTP/2 over TLS, and a configuration that trusts it. */
public final class Http2Sandbox {

    private static final Certificates CERTIFICATES = Certificates.in(directory());

    private Http2Sandbox() {
    }

    /** The sandbox with a certificate for its host. */
    public static HubSpotSandbox.Builder of(HubSpotSandbox.Builder builder) {
        return builder.https(CERTIFICATES.server(), Certificates.PASSWORD);
    }

    /** Lets a configuration reach the sandbox by HTTP/2. */
    public static void connect(HubSpotConfiguration configuration, HubSpotSandbox sandbox) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + CERTIFICATES.trust());
        store.setPassword(Certificates.PASSWORD);
        store.setType("PKCS12");
        TrustManagersParameters trusted = new TrustManagersParameters();
        trusted.setKeyStore(store);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trusted);
        configuration.setServiceUrl(sandbox.httpsUrl());
        configuration.setHttpVersion(HttpVersion.HTTP_2);
        configuration.setSslContextParameters(tls);
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("certificates");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
