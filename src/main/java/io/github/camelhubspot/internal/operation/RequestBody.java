package io.github.camelhubspot.internal.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.http.HttpBody;

/**
 * The body of a request.
 *
 * @param content what is sent; {@code null} for nothing
 * @param reconciliationHints   what helps to find out whether the call took effect if its answer is lost, by name
 */
public record RequestBody(HttpBody content, Map<String, List<String>> reconciliationHints) {

    static final RequestBody NONE = new RequestBody(null, Map.of());

    /** Whether both send the same bytes. */
    public boolean isLike(RequestBody other) {
        return content instanceof HttpBody.Bytes own && other.content instanceof HttpBody.Bytes others
                && Arrays.equals(own.content(), others.content());
    }

    public static RequestBody json(Call call, Object value) {
        return json(call, value, Map.of());
    }

    public static RequestBody json(Call call, Object value, Map<String, List<String>> reconciliationHints) {
        return new RequestBody(new HttpBody.Bytes("application/json", call.json().write(value)), reconciliationHints);
    }
}
