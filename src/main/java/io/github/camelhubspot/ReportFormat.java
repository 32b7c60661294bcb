package io.github.camelhubspot;

/** The form of a report of an import's errors. */
public enum ReportFormat {
    /** A line for each row that failed: its cells, then what is wrong with it. */
    CSV,
    /** A JSON object for each error, one a line. */
    NDJSON,
    /** Only the rows that failed, each once and as it was. */
    ROWS
}
