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
 * Writes the errors of an import as a report of the rows that failed. Errors are taken as they come and not kept; of the rows
 * that are written a bit is kept. If nothing says which columns there are, rows are put aside in a file until the widest is
 * known.
 */
public final class ImportErrorReport {

    /** What the names of columns begin with that a report adds to those of the file. */
    private static final String PREFIX = ImportColumn.ERROR_PREFIX;
    private static final List<String> ADDED = List.of(PREFIX + "line", PREFIX + "column", PREFIX + "value", PREFIX + "type",
            PREFIX + "message");
    private static final Json JSON = new Json(null);
    /** Far more than the lines of any file: a bit takes the memory of all below it. */
    private static final long MAX_LINE = 64L * 1024 * 1024;
    private static final String FORMULAS = "=+-@\t\r";

    /**
     * Form of a report.
     *
     * @param format         of the whole
     * @param escapeFormulas whether a cell that a spreadsheet would take for a formula gets an apostrophe in front
     */
    public record Form(ReportFormat format, boolean escapeFormulas) {
    }

    /**
     * What a report has.
     *
     * @param errors number of errors
     * @param counts number of errors of each type
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
     * @param source {@code null} if rows that HubSpot does not tell cannot be looked up
     * @param names  of the columns; {@code null} if nothing tells them
     * @param header whether the file begins with them
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
     * @param operation that asks for it
     * @param errors    errors of an import, as maps
     * @param source    rows of the CSV file that was imported; {@code null} if it is not at hand
     * @param answer    the import as HubSpot answered it, whose request tells the columns
     * @param out       is flushed, not closed
     * @throws io.github.camelhubspot.HubSpotValidationException if the import has several files and the source is none of them
     */
    public static Result write(Operation operation, Form form, Iterator<?> errors, SourceRows source, Map<?, ?> answer, Writer out)
            throws IOException {
        ImportedFile file = ImportedFile.of(operation, answer, source);
        List<String> names = source != null && file.hasHeader() ? source.first() : file.columns();
        ImportErrorReport report = new ImportErrorReport(form, file.isOnly() ? source : null, names, file.hasHeader(), out);
        if (report.csv == null) {
            report.addAll(errors);
        } else {
            if (names == null) {
                report.writeByWidth(errors);
            } else {
                report.head(names.size());
                report.addAll(errors);
            }
            report.csv.flush();
        }
        out.flush();
        return new Result(report.errors, report.counts);
    }

    /** Writes rows first and the names of their columns, which are the numbers of the widest row, before them. */
    private void writeByWidth(Iterator<?> all) throws IOException {
        Path aside = Files.createTempFile("hubspot-rows-", ".tmp");
        try {
            CsvWriter report = csv;
            try (CsvWriter rows = CsvWriter.builder().build(aside, StandardCharsets.UTF_8)) {
                csv = rows;
                addAll(all);
            }
            csv = report;
            head(widest);
            try (CsvReader<CsvRecord> rows = CsvHead.reader().ofCsvRecord(aside, StandardCharsets.UTF_8)) {
                for (CsvRecord cells : rows) {
                    report.writeRecord(byWidth(cells.getFields()));
                }
            }
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** In the file aside what is added stands before the cells of a row, whose number is not known there. */
    private List<String> byWidth(List<String> cells) {
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
        if (!row.isEmpty() && !error.isInRowOf(row.get(0))) {
            endRow();
        }
        ImportErrorRow known = row.isEmpty() ? withCells(error) : error.with(row.get(0).cells());
        widest = Math.max(widest, known.cells().size());
        row.add(known);
    }

    private ImportErrorRow withCells(ImportErrorRow error) throws IOException {
        if (!error.cells().isEmpty() || source == null || error.line() == 0) {
            return error;
        }
        List<String> cells = source.row(error.line());
        return cells == null ? error : error.with(cells);
    }

    private void head(int width) {
        List<String> columns = IntStream.range(0, width).mapToObj(this::name).toList();
        if (form.format() != ReportFormat.ROWS) {
            write(joined(columns, ADDED, List.of()));
        } else if (header) { // rows of a file without one are given as they were
            write(columns);
        }
    }

    private void write(List<String> cells) {
        csv.writeRecord(form.escapeFormulas() ? cells.stream().map(ImportErrorReport::escaped).toList() : cells);
    }

    private static String escaped(String cell) {
        return !cell.isEmpty() && FORMULAS.indexOf(cell.charAt(0)) >= 0 ? '\'' + cell : cell;
    }

    /** The name of a column, counted from 0: the one of the file, else its number. */
    private String name(int column) {
        return names != null && column < names.size() && !names.get(column).isBlank() ? names.get(column)
                : "column_" + (column + 1);
    }

    /** HubSpot tells the errors of a row one after the other: they make one line, so that a row is there once. */
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
        // cells without a column come last of all, so that what is added stays below its names
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
        json.put("row", named.size() < cells.size() ? cells : named); // a name that is there twice would lose a cell
        return json;
    }

    private static List<String> joined(List<String> first, List<String> second, List<String> third) {
        List<String> result = new ArrayList<>(first);
        result.addAll(second);
        result.addAll(third);
        return result;
    }
}
