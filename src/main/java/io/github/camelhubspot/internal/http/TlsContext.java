package io.github.camelhubspot.internal.http;

import javax.net.ssl.SSLContext;

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.core5.ssl.SSLContexts;

/** Creates the TLS context from the HubSpot options, else from the camel-http component, else from Java's defaults. */
public final class TlsContext {

    private TlsContext() {
    }

    public static SSLContext of(CamelContext camelContext, HttpComponent component, TransportSettings settings) throws Exception {
        SSLContextParameters parameters = settings.sslContextParameters() != null ? settings.sslContextParameters()
                : component.getSslContextParameters() != null ? component.getSslContextParameters()
                : component.isUseGlobalSslContextParameters() ? camelContext.getSSLContextParameters() : null;
        if (parameters != null) {
            return parameters.createSSLContext(camelContext);
        }
        return component.isUseSystemProperties() ? SSLContexts.createSystemDefault() : SSLContexts.createDefault();
    }
}
