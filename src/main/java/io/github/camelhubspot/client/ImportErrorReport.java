package io.github.camelhubspot.client;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.camelhubspot.ReportFormat;

/**
 * Writes the errors of an import as a report of the rows that failed. Errors are taken as they come and not kept; of the rows
 * that are written a bit is kept.
 */
public final class ImportErrorReport {

    /** What the names of columns begin with that a report adds to those of the file. */
    static final String PREFIX = "hubspot_error_";
    private static final List<String> ADDED = List.of(PREFIX + "line", PREFIX + "column", PREFIX + "value", PREFIX + "type",
            PREFIX + "message");
    private static final Json JSON = new Json(null);
    /** Far more than the lines of any file: a bit takes the memory of all below it. */
    private static final long MAX_LINE = 64L * 1024 * 1024;

    /**
     * What a report has.
     *
     * @param errors number of errors
     * @param counts number of errors of each type
     */
    public record Result(long errors, Map<String, Long> counts) {
    }

    private final ReportFormat format;
    private final SourceRows source;
    private final Writer out;
    private final CsvWriter csv;
    private List<String> columns;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<Long, BitSet> written = new HashMap<>();
    private final List<FailedCell> row = new ArrayList<>();
    private long errors;

    private ImportErrorReport(ReportFormat format, SourceRows source, List<String> columns, Writer out) {
        this.format = format;
        this.source = source;
        this.columns = columns;
        this.out = out;
        this.csv = format == ReportFormat.NDJSON ? null : CsvWriter.builder().build(out);
    }

    /**
     * Writes a report.
     *
     * @param errors errors of an import, as maps
     * @param source the CSV file that was imported; {@code null} if it is not at hand
     * @param answer the import as HubSpot answered it, whose request names the columns; may be anything else
     * @param out    is flushed, not closed
     */
    public static Result write(ReportFormat format, Iterator<?> errors, Path source, Object answer, Writer out)
            throws IOException {
        try (SourceRows rows = source == null ? null : new SourceRows(source)) {
            List<String> columns = rows != null ? rows.header() : mapped(answer);
            ImportErrorReport report = new ImportErrorReport(format, rows, columns, out);
            report.head();
            while (errors.hasNext()) {
                report.add(FailedCell.of((Map<?, ?>) errors.next()));
            }
            report.endRow();
            if (report.csv != null) {
                report.csv.flush();
            }
            out.flush();
            return new Result(report.errors, report.counts);
        }
    }

    /** The names of the columns as the import's own request has them, if it is about one file; {@code null} otherwise. */
    private static List<String> mapped(Object answer) {
        Object request = answer instanceof Map<?, ?> map ? map.get("importRequestJson") : null;
        Object files = request instanceof Map<?, ?> map ? map.get("files") : null;
        if (!(files instanceof List<?> list) || list.size() != 1 || !(list.get(0) instanceof Map<?, ?> entry)) {
            return null;
        }
        List<ImportColumn> mapped = ImportColumn.of(entry);
        return mapped == null ? null : mapped.stream().map(ImportColumn::name).toList();
    }

    private void add(FailedCell error) throws IOException {
        errors++;
        counts.merge(error.type(), 1L, Long::sum);
        if (!row.isEmpty() && !error.isInRowOf(row.get(0))) {
            endRow();
        }
        FailedCell known = row.isEmpty() ? withCells(error) : error.with(row.get(0).cells());
        if (columns == null && !known.cells().isEmpty()) {
            columns = new ArrayList<>();
            for (int i = 1; i <= known.cells().size(); i++) {
                columns.add("column_" + i);
            }
            head();
        }
        row.add(known);
    }

    private FailedCell withCells(FailedCell error) throws IOException {
        if (!error.cells().isEmpty() || source == null || error.line() == 0) {
            return error;
        }
        List<String> cells = source.row(error.line());
        return cells == null ? error : error.with(cells);
    }

    private void head() {
        if (csv != null && columns != null) {
            csv.writeRecord(format == ReportFormat.ROWS ? columns : joined(columns, ADDED, List.of()));
        }
    }

    /** HubSpot tells the errors of a row one after the other: they make one line, so that a row is there once. */
    private void endRow() throws IOException {
        if (row.isEmpty()) {
            return;
        }
        switch (format) {
            case NDJSON -> {
                for (FailedCell error : row) {
                    out.write(JSON.writeText(json(error)));
                    out.write('\n');
                }
            }
            case ROWS -> {
                if (!row.get(0).cells().isEmpty() && isNew(row.get(0))) {
                    csv.writeRecord(row.get(0).cells());
                }
            }
            default -> {
                if (columns == null) {
                    columns = List.of(); // nothing is known of any row so far
                    head();
                }
                csv.writeRecord(line());
            }
        }
        row.clear();
    }

    private List<String> line() {
        List<String> cells = row.get(0).cells();
        List<String> own = new ArrayList<>(cells.subList(0, Math.min(cells.size(), columns.size())));
        while (own.size() < columns.size()) {
            own.add("");
        }
        // cells without a column come last of all, so that what is added stays below its names
        return joined(own, List.of(String.valueOf(row.get(0).line()), all(this::column), all(FailedCell::value),
                all(FailedCell::type), all(FailedCell::message)), cells.subList(Math.min(cells.size(), columns.size()), cells.size()));
    }

    private String all(Function<FailedCell, String> part) {
        return row.stream().map(part).distinct().collect(Collectors.joining("; "));
    }

    private String column(FailedCell error) {
        return error.column() < 0 ? "" : columns != null && error.column() < columns.size() ? columns.get(error.column())
                : String.valueOf(error.column() + 1);
    }

    private boolean isNew(FailedCell error) {
        BitSet lines = written.computeIfAbsent(error.file(), file -> new BitSet());
        if (error.line() <= 0 || error.line() > MAX_LINE) {
            return true;
        }
        boolean known = lines.get((int) error.line());
        lines.set((int) error.line());
        return !known;
    }

    private Map<String, Object> json(FailedCell error) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("line", error.line());
        json.put("column", error.column() < 0 ? null : column(error));
        json.put("value", error.value());
        json.put("type", error.type());
        json.put("message", error.message());
        List<String> cells = error.cells();
        if (columns == null || cells.size() > columns.size() || columns.stream().distinct().count() < columns.size()) {
            json.put("row", cells);
        } else {
            Map<String, Object> named = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                named.put(columns.get(i), cells.get(i));
            }
            json.put("row", named);
        }
        return json;
    }

    private static List<String> joined(List<String> first, List<String> second, List<String> third) {
        List<String> result = new ArrayList<>(first);
        result.addAll(second);
        result.addAll(third);
        return result;
    }
}
