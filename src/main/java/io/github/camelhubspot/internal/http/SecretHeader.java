package io.github.camelhubspot.internal.http;

import org.apache.hc.core5.http.Header;

/** A header whose value goes to the server and nowhere else: HttpClient logs headers by their {@code toString()}. */
public final class SecretHeader implements Header {

    private final String name;
    private final String value;

    public SecretHeader(String name, String value) {
        this.name = name;
        this.value = value;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getValue() {
        return value;
    }

    @Override
    public boolean isSensitive() {
        return true; // for clients that keep headers in a table for compression
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}
