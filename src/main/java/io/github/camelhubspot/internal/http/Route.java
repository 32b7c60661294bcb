package io.github.camelhubspot.internal.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;

/**
 * The way to a server.
 *
 * @param origin scheme, host and port, never without the port
 * @param proxy  the proxy on the way; {@code null} for none
 */
record Route(HttpHost origin, HttpProxy proxy) {

    static HttpHost origin(URI uri) {
        boolean secure = URIScheme.HTTPS.same(uri.getScheme());
        String host = uri.getHost().startsWith("[") ? uri.getHost().substring(1, uri.getHost().length() - 1) : uri.getHost();
        return new HttpHost(uri.getScheme(), host, uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80);
    }

    boolean secure() {
        return URIScheme.HTTPS.same(origin.getSchemeName());
    }

    /** Whether the proxy gets the requests themselves; TLS goes through a tunnel. */
    boolean forwarded() {
        return proxy != null && !secure();
    }

    /** Where the connection goes. */
    HttpHost firstHop() {
        return proxy == null ? origin : new HttpHost(URIScheme.HTTP.id, proxy.host(), proxy.port());
    }

    /** What the proxy wants to see; {@code null} if nothing. */
    String proxyAuthorization() {
        if (proxy == null || proxy.username() == null) {
            return null;
        }
        String credentials = proxy.username() + ':' + (proxy.password() == null ? "" : proxy.password());
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
