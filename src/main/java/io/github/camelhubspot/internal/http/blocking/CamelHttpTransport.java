package io.github.camelhubspot.internal.http.blocking;

import java.net.URI;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

import io.github.camelhubspot.internal.http.HttpProxy;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.TlsContext;
import io.github.camelhubspot.internal.http.TransportSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Creates a transport that uses the HTTP client of a camel-http endpoint, so that the user's settings of the {@code http} or
 * {@code https} component apply (proxy, TLS, configurer, connection manager). The client's own retries, redirects, cookies,
 * decompression and activity log are disabled: they would send a create twice, send the token to another host, expand a
 * response without limit, or write the token to the log.
 */
public final class CamelHttpTransport {

    /** HubSpot's edge closes a connection that was idle for some minutes; a request sent on it would be lost without an error. */
    static final TimeValue MAX_CONNECTION_AGE = TimeValue.ofMinutes(5);
    private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(1);

    private CamelHttpTransport() {
    }

    /** @param timer runs the time-outs; the transport does not shut it down */
    public static HttpTransport create(CamelContext camelContext, URI base, TransportSettings settings,
            ScheduledExecutorService timer) throws Exception {
        HttpComponent component = camelContext.getComponent(base.getScheme(), HttpComponent.class);
        HttpEndpoint endpoint = (HttpEndpoint) component.createEndpoint(base.toString());
        HttpClientConnectionManager userPool = component.getClientConnectionManager();
        if (userPool == null || settings.sslContextParameters() != null) {
            if (userPool == null) {
                endpoint.getClientConnectionManager().close();
            }
            endpoint.setClientConnectionManager(new ErrorTolerantPool(pool(camelContext, component, settings), true));
        } else {
            endpoint.setClientConnectionManager(new ErrorTolerantPool(userPool, false));
        }
        endpoint.getClientBuilder().disableAutomaticRetries().disableRedirectHandling().disableCookieManagement()
                .disableContentCompression().setRequestExecutor(new SentRecorder()).setUserAgent(settings.userAgent());
        endpoint.setUserAgent(settings.userAgent());
        endpoint.setLogHttpActivity(false);
        endpoint.setHttpActivityListener(null);
        HttpClientConfigurer componentConfigurer = endpoint.getHttpClientConfigurer();
        ServiceHelper.startService(endpoint); // sets the component's configurer
        endpoint.setHttpClientConfigurer(builder -> configure(builder, componentConfigurer, settings));
        return new BlockingTransport(endpoint.getHttpClient(),
                () -> ServiceHelper.stopService(endpoint, componentConfigurer), settings, timer);
    }

    /** Applies the component's configurer, then the HubSpot options, then the user's own configurer; later ones override. */
    private static void configure(HttpClientBuilder builder, HttpClientConfigurer component, TransportSettings settings) {
        if (component != null) {
            component.configureHttpClient(builder);
        }
        if (settings.proxy() != null) {
            builder.setRoutePlanner(new RoutePlanner(settings.proxy()));
        }
        if (settings.httpClientConfigurer() != null) {
            settings.httpClientConfigurer().configureHttpClient(builder);
        }
    }

    private static HttpClientConnectionManager pool(CamelContext camelContext, HttpComponent component,
            TransportSettings settings) throws Exception {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(NoWireLogConnection::create)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(TlsContext.of(camelContext, component, settings),
                        component.getX509HostnameVerifier()))
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(Timeout.of(settings.connectTimeout())).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setSocketTimeout(Timeout.of(settings.requestTimeout()))
                        .setTimeToLive(MAX_CONNECTION_AGE)
                        .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                        .build())
                .build();
    }

    private static final class RoutePlanner extends DefaultProxyRoutePlanner {

        private final Predicate<String> proxied;

        RoutePlanner(HttpProxy proxy) {
            super(new HttpHost("http", proxy.host(), proxy.port()));
            this.proxied = proxy.hosts();
        }

        @Override
        protected HttpHost determineProxy(HttpHost target, HttpContext context)
                throws org.apache.hc.core5.http.HttpException {
            return proxied.test(target.getHostName()) ? super.determineProxy(target, context) : null;
        }
    }
}
