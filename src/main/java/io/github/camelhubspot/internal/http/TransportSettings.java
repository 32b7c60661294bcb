package io.github.camelhubspot.internal.http;

import java.time.Duration;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * How to reach HubSpot.
 *
 * @param http2                whether HTTP/2 is used where the server offers it
 * @param connectTimeout       until a connection is open
 * @param requestTimeout       from the last byte sent to the last byte of the answer
 * @param maxConnections       connections open at once
 * @param sslContextParameters TLS settings; {@code null} for those of the camel-http component
 * @param proxy                {@code null} for that of the camel-http component, if it has one
 * @param compressSmall        whether small answers are asked for in compressed form
 * @param compressLarge        whether large answers are asked for in compressed form
 * @param maxResponseSize      how many bytes an answer may have after decompression
 * @param followRedirects      whether redirects within the same scheme, host and port are followed
 * @param httpClientConfigurer the last word on HttpClient's blocking client; may be {@code null}
 * @param userAgent            value of the header User-Agent
 */
public record TransportSettings(boolean http2, Duration connectTimeout, Duration requestTimeout, int maxConnections,
                                SSLContextParameters sslContextParameters, HttpProxy proxy, boolean compressSmall,
                                boolean compressLarge, long maxResponseSize, boolean followRedirects,
                                HttpClientConfigurer httpClientConfigurer, String userAgent) {

    public boolean compress(HttpCall call) {
        return call.largeAnswer() ? compressLarge : compressSmall;
    }
}
