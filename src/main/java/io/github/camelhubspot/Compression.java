package io.github.camelhubspot;

/** Whether answers are asked for in compressed form. */
public enum Compression {

    /** Where answers can be large: pages, searches, batches and import errors. */
    AUTO,

    /** For every call. */
    ALWAYS,

    /** For none. */
    NEVER
}
