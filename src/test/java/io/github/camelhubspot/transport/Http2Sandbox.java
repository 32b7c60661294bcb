package io.github.camelhubspot.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.net.ssl.SSLContext;

import io.github.camelhubspot.HttpVersion;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** A sandbox that speaks HTTP/2 over TLS, and a configuration that trusts it. */
public final class Http2Sandbox {

    private static final Certificates CERTIFICATES = Certificates.in(directory());
    /** Shared by all clients, so that a new connection resumes the TLS session of an earlier one. */
    private static final SSLContext CLIENT = CERTIFICATES.context(null);

    private Http2Sandbox() {
    }

    /** Adds HTTPS with a valid certificate to a builder, and returns it. */
    public static HubSpotSandbox.Builder of(HubSpotSandbox.Builder builder) {
        return builder.https(CERTIFICATES.server(), Certificates.PASSWORD);
    }

    /** Configures a connection to the sandbox by HTTP/2. */
    public static void connect(HubSpotConfiguration configuration, HubSpotSandbox sandbox) {
        configuration.setServiceUrl(sandbox.httpsUrl());
        configuration.setHttpVersion(HttpVersion.HTTP_2);
        configuration.setSslContextParameters(new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext camelContext) {
                return CLIENT;
            }
        });
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
