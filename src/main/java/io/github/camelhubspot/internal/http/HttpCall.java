package io.github.camelhubspot.internal.http;

import java.net.URI;
import java.util.List;

import org.apache.hc.core5.http.Header;

/**
 * One HTTP request.
 *
 * @param method      HTTP method
 * @param uri         absolute address
 * @param headers     headers beside those of the body
 * @param body        {@code null} for none
 * @param largeAnswer whether the answer can be large, which makes its compression worth while
 * @param idempotent  whether the request may be sent again when it is not known whether the server has acted on it; if not,
 *                    a connection that was used before is checked first
 */
public record HttpCall(String method, URI uri, List<? extends Header> headers, HttpBody body, boolean largeAnswer,
                       boolean idempotent) {

    /** A request with a small answer; a POST is not idempotent. */
    public HttpCall(String method, URI uri, List<? extends Header> headers, HttpBody body) {
        this(method, uri, headers, body, false, !"POST".equals(method));
    }

    /** The same request to another address. */
    HttpCall at(URI other) {
        return new HttpCall(method, other, headers, body, largeAnswer, idempotent);
    }
}
