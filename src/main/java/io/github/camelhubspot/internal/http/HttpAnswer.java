package io.github.camelhubspot.internal.http;

import java.io.InputStream;

/** One HTTP response, open while it is read. */
public interface HttpAnswer {

    int status();

    /** The first value of the header; {@code null} if it is absent. */
    String header(String name);

    /** The body; empty, never {@code null}, if there is none. */
    InputStream body();

    /** What must not be repeated of a body in a message, a log or a header. */
    default Secrets secrets() {
        return new Secrets();
    }
}
