package io.github.camelhubspot.client;

import java.net.URI;

import io.github.camelhubspot.client.http.HttpBody;

/**
 * A call, ready to be sent.
 *
 * @param call    what is called
 * @param version of the API
 * @param uri     absolute address
 * @param body    {@code null} for none
 * @param reader  reads the answer
 */
record ApiRequest(Call call, ApiVersion version, URI uri, HttpBody body, ReplyReader reader) {
}
