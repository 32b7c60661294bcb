package io.github.camelhubspot.internal.importreport;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.stream.IntStream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.camelhubspot.ReportFormat;
import io.github.camelhubspot.internal.importfile.CsvHead;
import io.github.camelhubspot.internal.importfile.ImportColumn;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.Operation;

/**
 * Writes the errors of an import as a report of the failed rows. Errors are streamed and not kept in memory; one bit per written
 * row prevents duplicates. If the columns are unknown, rows go to a temporary file until the widest row is known.
 *
 * <p>Not thread-safe; used for one report.
 */
public final class ImportErrorReport {

    private static final String PREFIX = ImportColumn.ERROR_PREFIX;
    private static final List<String> ADDED = List.of(PREFIX + "line", PREFIX + "column", PREFIX + "value", PREFIX + "type",
            PREFIX + "message");
    private static final Json JSON = new Json(null);
    /** More lines than any file has. A BitSet allocates all bits below the highest, so larger numbers are not stored. */
    private static final long MAX_LINE = 64L * 1024 * 1024;
    private static final String FORMULAS = "=+-@\t\r";

    /**
     * Form of a report.
     *
     * @param format         format of the whole report
     * @param escapeFormulas whether an apostrophe precedes cells that a spreadsheet would read as a formula
     */
    public record Form(ReportFormat format, boolean escapeFormulas) {
    }

    /**
     * Numbers of a written report.
     *
     * @param errors number of errors
     * @param counts number of errors by type
     */
    public record Result(long errors, Map<String, Long> counts) {
    }

    private final Form form;
    private final SourceRows source;
    private final List<String> names;
    private final boolean header;
    private final Writer out;
    private CsvWriter csv;
    private int widest;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<Long, BitSet> written = new HashMap<>();
    private final List<ImportErrorRow> row = new ArrayList<>();
    private long errors;

    /**
     * @param source rows of the imported file; {@code null} if it is not available
     * @param names  names of the columns; {@code null} if they are unknown
     * @param header whether the file begins with a header
     */
    private ImportErrorReport(Form form, SourceRows source, List<String> names, boolean header, Writer out) {
        this.form = form;
        this.source = source;
        this.names = names;
        this.header = header;
        this.out = out;
        this.csv = form.format() == ReportFormat.NDJSON ? null : CsvWriter.builder().build(out);
    }

    /**
     * Writes a report.
     *
     * @param operation named in exceptions
     * @param errors    errors of an import, as maps
     * @param source    rows of the imported CSV file; {@code null} if it is not available
     * @param response  the import as HubSpot returned it, with its request
     * @param out       flushed, but not closed
     * @throws io.github.camelhubspot.HubSpotValidationException if the import has several files and the source is none of them
     */
    public static Result write(Operation operation, Form form, Iterator<?> errors, SourceRows source, Map<?, ?> response,
            Writer out) throws IOException {
        ImportedFile file = ImportedFile.of(operation, response, source);
        List<String> names = source != null && file.hasHeader() ? source.first() : file.columns();
        ImportErrorReport report = new ImportErrorReport(form, file.isOnly() ? source : null, names, file.hasHeader(), out);
        if (report.csv == null) {
            report.addAll(errors);
        } else {
            if (names == null) {
                report.writeWithUnknownColumns(errors);
            } else {
                report.writeHeader(names.size());
                report.addAll(errors);
            }
            report.csv.flush();
        }
        out.flush();
        return new Result(report.errors, report.counts);
    }

    /**
     * Writes the rows to a temporary file, then a header with the numbers of the columns of the widest row, then the rows again.
     */
    private void writeWithUnknownColumns(Iterator<?> all) throws IOException {
        Path temporary = Files.createTempFile("hubspot-rows-", ".tmp");
        try {
            CsvWriter report = csv;
            try (CsvWriter rows = CsvWriter.builder().build(temporary, StandardCharsets.UTF_8)) {
                csv = rows;
                addAll(all);
            }
            csv = report;
            writeHeader(widest);
            try (CsvReader<CsvRecord> rows = CsvHead.reader().ofCsvRecord(temporary, StandardCharsets.UTF_8)) {
                for (CsvRecord cells : rows) {
                    report.writeRecord(reordered(cells.getFields()));
                }
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Moves the added columns after the cells of the row: the temporary file has them first, because the width was unknown. */
    private List<String> reordered(List<String> cells) {
        if (form.format() == ReportFormat.ROWS) {
            return cells;
        }
        return joined(padded(cells.subList(ADDED.size(), cells.size()), widest), cells.subList(0, ADDED.size()), List.of());
    }

    private void addAll(Iterator<?> all) throws IOException {
        while (all.hasNext()) {
            add(ImportErrorRow.of((Map<?, ?>) all.next()));
        }
        endRow();
    }

    private void add(ImportErrorRow error) throws IOException {
        errors++;
        counts.merge(error.type(), 1L, Long::sum);
        if (!row.isEmpty() && !error.isInSameRowAs(row.get(0))) {
            endRow();
        }
        ImportErrorRow complete = row.isEmpty() ? withSourceCells(error) : error.withCells(row.get(0).cells());
        widest = Math.max(widest, complete.cells().size());
        row.add(complete);
    }

    private ImportErrorRow withSourceCells(ImportErrorRow error) throws IOException {
        if (!error.cells().isEmpty() || source == null || error.line() == 0) {
            return error;
        }
        List<String> cells = source.row(error.line());
        return cells == null ? error : error.withCells(cells);
    }

    private void writeHeader(int width) {
        List<String> columns = IntStream.range(0, width).mapToObj(this::name).toList();
        if (form.format() != ReportFormat.ROWS) {
            write(joined(columns, ADDED, List.of()));
        } else if (header) { // the format ROWS keeps a file without a header as it was
            write(columns);
        }
    }

    private void write(List<String> cells) {
        csv.writeRecord(form.escapeFormulas() ? cells.stream().map(ImportErrorReport::escaped).toList() : cells);
    }

    private static String escaped(String cell) {
        return !cell.isEmpty() && FORMULAS.indexOf(cell.charAt(0)) >= 0 ? '\'' + cell : cell;
    }

    /** Returns the name of a column, counted from 0: the one in the file, else its number. */
    private String name(int column) {
        return names != null && column < names.size() && !names.get(column).isBlank() ? names.get(column)
                : "column_" + (column + 1);
    }

    /** Writes the errors of a row, which HubSpot lists one after the other, as one line, so that each row appears once. */
    private void endRow() throws IOException {
        if (row.isEmpty()) {
            return;
        }
        switch (form.format()) {
            case NDJSON -> {
                for (ImportErrorRow error : row) {
                    out.write(JSON.writeText(json(error)));
                    out.write('\n');
                }
            }
            case ROWS -> {
                if (!row.get(0).cells().isEmpty() && isNew(row.get(0))) {
                    write(row.get(0).cells());
                }
            }
            default -> write(line());
        }
        row.clear();
    }

    private List<String> line() {
        List<String> cells = row.get(0).cells();
        List<String> added = List.of(String.valueOf(row.get(0).line()), all(this::column), all(ImportErrorRow::value),
                all(ImportErrorRow::type), all(ImportErrorRow::message));
        if (names == null) {
            return joined(added, cells, List.of());
        }
        int named = Math.min(cells.size(), names.size());
        // cells without a column come last, so that the added columns stay below their names
        return joined(padded(cells.subList(0, named), names.size()), added, cells.subList(named, cells.size()));
    }

    private static List<String> padded(List<String> cells, int width) {
        List<String> result = new ArrayList<>(cells);
        while (result.size() < width) {
            result.add("");
        }
        return result;
    }

    private String all(Function<ImportErrorRow, String> part) {
        return row.stream().map(part).distinct().collect(Collectors.joining("; "));
    }

    private String column(ImportErrorRow error) {
        return error.column() < 0 ? "" : name(error.column());
    }

    private boolean isNew(ImportErrorRow error) {
        BitSet lines = written.computeIfAbsent(error.file(), file -> new BitSet());
        if (error.line() <= 0 || error.line() > MAX_LINE) {
            return true;
        }
        boolean known = lines.get((int) error.line());
        lines.set((int) error.line());
        return !known;
    }

    private Map<String, Object> json(ImportErrorRow error) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("line", error.line());
        json.put("column", error.column() < 0 ? null : column(error));
        json.put("value", error.value());
        json.put("type", error.type());
        json.put("message", error.message());
        List<String> cells = error.cells();
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            named.put(name(i), cells.get(i));
        }
        json.put("row", named.size() < cells.size() ? cells : named); // a duplicate name would lose a cell
        return json;
    }

    private static List<String> joined(List<String> first, List<String> second, List<String> third) {
        List<String> result = new ArrayList<>(first);
        result.addAll(second);
        result.addAll(third);
        return result;
    }
}
