package io.github.camelhubspot;

/** Version of HTTP. */
public enum HttpVersion {

    /** A connection for each call under way; a call runs on the caller's thread. */
    HTTP_1_1,

    /**
     * Negotiated by ALPN over TLS, with HTTP/1.1 where the server does not offer it; calls share a connection and hold no
     * thread.
     */
    HTTP_2
}
