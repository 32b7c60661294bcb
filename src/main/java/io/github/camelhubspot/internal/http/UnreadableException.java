package io.github.camelhubspot.internal.http;

import java.io.IOException;

/** What is to be sent cannot be read. */
public final class UnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
