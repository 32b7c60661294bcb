package io.github.camelhubspot.internal.http;

import java.time.Duration;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * Settings of the connection to HubSpot.
 *
 * @param http2                whether HTTP/2 is used where the server offers it
 * @param connectTimeout       time to open a connection, TLS handshake included
 * @param requestTimeout       time from the last byte sent to the last byte of the response
 * @param maxConnections       maximum open connections with HTTP/1.1, maximum calls in flight with HTTP/2
 * @param sslContextParameters TLS settings; {@code null} to use those of the camel-http component
 * @param proxy                proxy; {@code null} to use that of the camel-http component, if any
 * @param compressSmall        whether to request compression of small responses
 * @param compressLarge        whether to request compression of large responses
 * @param maxResponseSize      maximum bytes of a response after decompression
 * @param followRedirects      whether redirects within the same scheme, host and port are followed
 * @param httpClientConfigurer applied to HttpClient's blocking client after all other settings; may be {@code null}
 * @param userAgent            value of the header User-Agent
 */
public record TransportSettings(boolean http2, Duration connectTimeout, Duration requestTimeout, int maxConnections,
                                SSLContextParameters sslContextParameters, HttpProxy proxy, boolean compressSmall,
                                boolean compressLarge, long maxResponseSize, boolean followRedirects,
                                HttpClientConfigurer httpClientConfigurer, String userAgent) {

    /** Whether to request a compressed response. */
    public boolean compress(HttpCall call) {
        return call.largeAnswer() ? compressLarge : compressSmall;
    }
}
