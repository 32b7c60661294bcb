package io.github.camelhubspot.client.http;

import java.net.URI;
import java.util.List;

import org.apache.hc.core5.http.Header;

/**
 * One HTTP request.
 *
 * @param method  HTTP method
 * @param uri     absolute address
 * @param headers headers beside those of the body
 * @param body    {@code null} for none
 */
public record HttpCall(String method, URI uri, List<? extends Header> headers, HttpBody body) {
}
