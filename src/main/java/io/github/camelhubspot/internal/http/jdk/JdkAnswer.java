package io.github.camelhubspot.internal.http.jdk;

import java.io.InputStream;
import java.net.http.HttpResponse;

import io.github.camelhubspot.internal.http.HttpAnswer;

/** Adapts a response of the JDK's client. */
record JdkAnswer(HttpResponse<InputStream> response) implements HttpAnswer {

    @Override
    public int status() {
        return response.statusCode();
    }

    @Override
    public String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Override
    public InputStream body() {
        return response.body();
    }
}
