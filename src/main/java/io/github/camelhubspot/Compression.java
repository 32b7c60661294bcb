package io.github.camelhubspot;

/** Which calls request a compressed response. */
public enum Compression {

    /** Calls with large responses: pages, searches, batches and import errors. */
    AUTO,

    /** All calls. */
    ALWAYS,

    /** No call. */
    NEVER
}
