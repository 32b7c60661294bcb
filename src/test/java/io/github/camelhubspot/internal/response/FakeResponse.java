package io.github.camelhubspot.internal.response;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.Secrets;

/**
 * An HTTP response of a test.
 *
 * @param headers by names in lower case
 */
public record FakeResponse(int status, byte[] content, Map<String, String> headers, Secrets secrets) implements HttpAnswer {

    public FakeResponse(int status, byte[] content, Map<String, String> headers) {
        this(status, content, headers, new Secrets());
    }

    public FakeResponse(int status, String text) {
        this(status, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Override
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(content);
    }
}
