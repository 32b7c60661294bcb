package io.github.camelhubspot.internal.http;

import java.net.URI;
import java.util.List;

import org.apache.hc.core5.http.Header;

/**
 * One HTTP request.
 *
 * @param method      HTTP method
 * @param uri         absolute address
 * @param headers     headers except those of the body
 * @param body        {@code null} for none
 * @param largeAnswer whether the response may be large, so that compression is worth its cost
 * @param idempotent  whether the request may be sent again when it is unknown whether the server has processed it; if not,
 *                    a reused connection is checked before the request is sent
 */
public record HttpCall(String method, URI uri, List<? extends Header> headers, HttpBody body, boolean largeAnswer,
                       boolean idempotent) {

    /** Creates a request with a small response. It is idempotent unless it is a POST. */
    public HttpCall(String method, URI uri, List<? extends Header> headers, HttpBody body) {
        this(method, uri, headers, body, false, !"POST".equals(method));
    }

    /** Returns the same request to another address. */
    HttpCall withUri(URI other) {
        return new HttpCall(method, other, headers, body, largeAnswer, idempotent);
    }
}
