package io.github.camelhubspot.internal.client;

import java.net.URI;

import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.operation.ApiVersion;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.response.ApiResponseReader;

/**
 * A call, ready to be sent.
 *
 * @param call    what is called
 * @param version of the API
 * @param uri     absolute address
 * @param body    {@code null} for none
 * @param reader  reads the answer
 */
record ApiRequest(Call call, ApiVersion version, URI uri, HttpBody body, ApiResponseReader reader) {
}
