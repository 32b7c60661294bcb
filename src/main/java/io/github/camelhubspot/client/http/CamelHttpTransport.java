package io.github.camelhubspot.client.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

import javax.net.ssl.SSLContext;

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.CompositeHttpConfigurer;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Borrows the HTTP client of a camel-http endpoint: what a user set on the {@code http} or {@code https} component (proxy,
 * TLS, configurer, connection manager) applies. Its repetitions, redirects, cookies and activity log are off, because they
 * would repeat creates, carry the token elsewhere or write it to the log.
 */
public final class CamelHttpTransport {

    /**
     * How to reach HubSpot.
     *
     * @param connectTimeout       until a connection is open
     * @param requestTimeout       from the last byte sent to the last byte of the answer
     * @param maxConnections       connections open at once
     * @param sslContextParameters TLS settings; {@code null} for those of the camel-http component
     * @param httpClientConfigurer the last word on the client; may be {@code null}
     * @param userAgent            value of the header User-Agent
     */
    public record Settings(Duration connectTimeout, Duration requestTimeout, int maxConnections,
                           SSLContextParameters sslContextParameters, HttpClientConfigurer httpClientConfigurer,
                           String userAgent) {
    }

    /** HubSpot's edge closes a connection that was idle for some minutes; a request on it would be lost without a trace. */
    private static final TimeValue MAX_CONNECTION_AGE = TimeValue.ofMinutes(5);
    private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(1);

    private CamelHttpTransport() {
    }

    public static HttpTransport create(CamelContext camelContext, URI base, Settings settings,
            ScheduledExecutorService timer) throws Exception {
        HttpComponent component = camelContext.getComponent(base.getScheme(), HttpComponent.class);
        HttpEndpoint endpoint = (HttpEndpoint) component.createEndpoint(base.toString());
        if (component.getClientConnectionManager() == null) {
            endpoint.getClientConnectionManager().close();
            endpoint.setClientConnectionManager(pool(camelContext, component, settings));
        }
        endpoint.getClientBuilder().disableAutomaticRetries().disableRedirectHandling().disableCookieManagement()
                .setRequestExecutor(new SentRecorder()).setUserAgent(settings.userAgent());
        endpoint.setUserAgent(settings.userAgent());
        endpoint.setLogHttpActivity(false);
        endpoint.setHttpActivityListener(null);
        if (settings.httpClientConfigurer() != null) {
            endpoint.setHttpClientConfigurer(CompositeHttpConfigurer.combineConfigurers(
                    endpoint.getHttpClientConfigurer(), settings.httpClientConfigurer()));
        }
        ServiceHelper.startService(endpoint);
        return new BlockingTransport(endpoint.getHttpClient(), () -> ServiceHelper.stopService(endpoint),
                settings.requestTimeout(), timer);
    }

    private static HttpClientConnectionManager pool(CamelContext camelContext, HttpComponent component,
            Settings settings) throws Exception {
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(QuietConnection::create)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(sslContext(camelContext, component, settings),
                        component.getX509HostnameVerifier()))
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setSocketTimeout(Timeout.of(settings.requestTimeout()))
                        .setTimeToLive(MAX_CONNECTION_AGE)
                        .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                        .build())
                .build();
        return pool;
    }

    private static SSLContext sslContext(CamelContext camelContext, HttpComponent component, Settings settings)
            throws Exception {
        SSLContextParameters parameters = settings.sslContextParameters() != null ? settings.sslContextParameters()
                : component.getSslContextParameters() != null ? component.getSslContextParameters()
                : component.isUseGlobalSslContextParameters() ? camelContext.getSSLContextParameters() : null;
        if (parameters != null) {
            return parameters.createSSLContext(camelContext);
        }
        return component.isUseSystemProperties() ? SSLContexts.createSystemDefault() : SSLContexts.createDefault();
    }
}
