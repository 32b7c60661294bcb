package io.github.camelhubspot.internal.component.connection;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.camelhubspot.Compression;
import io.github.camelhubspot.HttpVersion;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.internal.http.HttpProxy;
import io.github.camelhubspot.internal.http.TransportSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Reads the settings of the transport, such as time-outs, TLS and proxy, from a configuration. */
final class TransportOptions {

    private static final int MAX_PORT = 65535;

    private TransportOptions() {
    }

    /** @throws IllegalArgumentException if an option has an unusable value; the message names the option */
    static TransportSettings settings(HubSpotConfiguration configuration, CamelContext camelContext) {
        Compression compression = configuration.getCompression();
        return new TransportSettings(configuration.getHttpVersion() == HttpVersion.HTTP_2,
                Duration.ofMillis(positive("connectTimeout", configuration.getConnectTimeout())),
                Duration.ofMillis(positive("requestTimeout", configuration.getRequestTimeout())),
                (int) positive("maxConnections", configuration.getMaxConnections()), tls(configuration, camelContext),
                proxy(configuration), compression == Compression.ALWAYS, compression != Compression.NEVER,
                positive("maxResponseSize", configuration.getMaxResponseSize()), configuration.isFollowRedirects(),
                configuration.getHttpClientConfigurer(), "camel-hubspot");
    }

    /** Returns the secrets of the proxies in use, which no log or message may show; includes those of camel-http. */
    static List<String> secrets(HubSpotConfiguration configuration, CamelContext camelContext, URI base) {
        HttpComponent http = camelContext.getComponent(base.getScheme(), HttpComponent.class);
        HttpProxy proxy = proxy(configuration);
        List<String> secrets = new ArrayList<>(proxy == null ? List.of() : proxy.secrets());
        secrets.addAll(new HttpProxy("", 0, http.getProxyAuthUsername(), http.getProxyAuthPassword(), null).secrets());
        return secrets;
    }

    private static SSLContextParameters tls(HubSpotConfiguration configuration, CamelContext camelContext) {
        SSLContextParameters own = configuration.getSslContextParameters();
        return own == null && configuration.isUseGlobalSslContextParameters() ? camelContext.getSSLContextParameters() : own;
    }

    private static HttpProxy proxy(HubSpotConfiguration configuration) {
        String host = configuration.getProxyHost();
        if (host == null) {
            needsHost("proxyPort", configuration.getProxyPort() != 0);
            needsHost("proxyUsername", configuration.getProxyUsername() != null);
            needsHost("proxyPassword", configuration.getProxyPassword() != null);
            needsHost("nonProxyHosts", configuration.getNonProxyHosts() != null);
            return null;
        }
        int port = configuration.getProxyPort();
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("proxyHost needs a proxyPort between 1 and " + MAX_PORT
                    + (port == 0 ? "" : ", not " + port));
        }
        if (configuration.getProxyPassword() != null && configuration.getProxyUsername() == null) {
            throw new IllegalArgumentException("proxyPassword needs a proxyUsername");
        }
        return new HttpProxy(host, port, configuration.getProxyUsername(), configuration.getProxyPassword(),
                configuration.getNonProxyHosts());
    }

    private static void needsHost(String option, boolean given) {
        if (given) {
            throw new IllegalArgumentException(option + " needs a proxyHost");
        }
    }

    private static long positive(String option, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(option + " is " + value + ", but must be more than 0");
        }
        return value;
    }
}
