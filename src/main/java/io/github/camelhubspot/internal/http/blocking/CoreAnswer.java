package io.github.camelhubspot.internal.http.blocking;

import java.io.InputStream;
import java.util.function.Supplier;

import io.github.camelhubspot.internal.http.HttpAnswer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Adapts a response of HttpCore. */
record CoreAnswer(HttpResponse response, Supplier<InputStream> content) implements HttpAnswer {

    @Override
    public int status() {
        return response.getCode();
    }

    @Override
    public String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public InputStream body() {
        return content.get();
    }
}
