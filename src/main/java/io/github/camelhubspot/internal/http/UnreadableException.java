package io.github.camelhubspot.internal.http;

import java.io.IOException;

/** Thrown when a request body cannot be read. The request is not complete then, so the server cannot have processed it. */
public final class UnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
