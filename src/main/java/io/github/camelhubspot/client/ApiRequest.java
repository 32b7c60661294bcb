package io.github.camelhubspot.client;

import java.net.URI;

import io.github.camelhubspot.client.http.HttpBody;

/**
 * A call, ready to be sent.
 *
 * @param call   what is called
 * @param uri    absolute address
 * @param body   {@code null} for none
 * @param reader reads the answer
 */
record ApiRequest(Call call, URI uri, HttpBody body, ReplyReader reader) {
}
