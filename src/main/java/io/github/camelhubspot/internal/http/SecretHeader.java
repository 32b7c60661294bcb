package io.github.camelhubspot.internal.http;

import org.apache.hc.core5.http.Header;

/** A header whose {@code toString()} hides the value, because HttpClient writes headers to its log. */
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
        return true; // excludes the value from header compression tables (HPACK)
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}
