package io.github.camelhubspot.client.http;

import java.io.IOException;

/** A request that got no usable response. */
public final class HttpTransportException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    HttpTransportException(String message, boolean sent, Throwable cause) {
        super(message, cause);
        this.sent = sent;
    }

    /** Whether the request, as a whole, may have reached the server. If not, the server cannot have acted on it. */
    public boolean sent() {
        return sent;
    }
}
