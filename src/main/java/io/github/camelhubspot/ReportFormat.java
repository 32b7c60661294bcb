package io.github.camelhubspot;

/** The format of an error report of an import. */
public enum ReportFormat {
    /** One line per failed row: its cells and its errors. */
    CSV,
    /** One JSON object per error, one per line. */
    NDJSON,
    /** Only the failed rows, each once and unchanged. */
    ROWS
}
