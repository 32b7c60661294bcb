package io.github.camelhubspot.internal.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.http.HttpBody;

/**
 * The body of a request.
 *
 * @param content             the content; {@code null} for none
 * @param reconciliationHints values, by name, that help to find out whether the call took effect if its response is lost
 */
public record RequestBody(HttpBody content, Map<String, List<String>> reconciliationHints) {

    static final RequestBody NONE = new RequestBody(null, Map.of());

    /** Returns whether both have the same bytes. */
    public boolean isLike(RequestBody other) {
        return content instanceof HttpBody.Bytes bytes && other.content instanceof HttpBody.Bytes otherBytes
                && Arrays.equals(bytes.content(), otherBytes.content());
    }

    public static RequestBody json(Call call, Object value) {
        return json(call, value, Map.of());
    }

    public static RequestBody json(Call call, Object value, Map<String, List<String>> reconciliationHints) {
        return new RequestBody(new HttpBody.Bytes("application/json", call.json().write(value)), reconciliationHints);
    }
}
