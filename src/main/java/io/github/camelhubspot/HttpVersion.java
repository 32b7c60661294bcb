package io.github.camelhubspot;

/** The version of HTTP. */
public enum HttpVersion {

    /** Each call in flight has its own connection and blocks a thread. */
    HTTP_1_1,

    /**
     * Negotiated by ALPN over TLS, with HTTP/1.1 as fallback. Calls share connections and block no thread.
     */
    HTTP_2
}
