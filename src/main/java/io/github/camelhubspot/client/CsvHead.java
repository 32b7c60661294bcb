package io.github.camelhubspot.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/** The beginning of a CSV file: its header and first rows, and what they tell against the import request. */
final class CsvHead {

    /** HubSpot takes fewer than 1,000 columns; no header of those is longer. */
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int SAMPLE = 1000;

    private final String file;
    private final int bom;
    private final String wide;
    private final String notCsv;
    private final List<CsvRecord> records;

    private CsvHead(String file, int bom, String wide, String notCsv, List<CsvRecord> records) {
        this.file = file;
        this.bom = bom;
        this.wide = wide;
        this.notCsv = notCsv;
        this.records = records;
    }

    static CsvHead read(ImportFile file) throws IOException {
        byte[] head = file.content().head(MAX_BYTES);
        int bom = PreparedContent.bom(head);
        String wide = wide(head);
        List<CsvRecord> records = new ArrayList<>();
        String notCsv = null;
        if (wide == null) {
            String text = new String(head, bom, head.length - bom, StandardCharsets.UTF_8);
            try (CsvReader<CsvRecord> reader = CsvReader.builder().skipEmptyLines(true).allowExtraFields(true)
                    .allowMissingFields(true).ofCsvRecord(text)) {
                Iterator<CsvRecord> all = reader.iterator();
                while (records.size() <= SAMPLE && all.hasNext()) {
                    records.add(all.next());
                }
            } catch (CsvParseException e) {
                notCsv = (e.getCause() == null ? e : e.getCause()).getMessage();
            }
            if (head.length == MAX_BYTES && records.size() <= SAMPLE && !records.isEmpty()) {
                records.remove(records.size() - 1); // may be cut in its middle
            }
        }
        return new CsvHead(file.name(), bom, wide, notCsv, records);
    }

    /** The encoding, if it is one with more than a byte for each character; {@code null} otherwise. */
    private static String wide(byte[] head) {
        if (head.length < 4) {
            return null;
        }
        int first = (head[0] & 0xff) << 8 | head[1] & 0xff;
        boolean zeros = head[2] == 0 && head[3] == 0;
        return first == 0xFFFE ? zeros ? "UTF-32LE" : "UTF-16LE"
                : first == 0xFEFF ? "UTF-16BE"
                : first == 0 && (head[2] & 0xff) == 0xFE ? "UTF-32BE"
                : head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0 ? "UTF-16LE"
                : head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0 ? "UTF-16BE" : null;
    }

    int bom() {
        return bom;
    }

    /** Whether the file is not text of single bytes, so that nothing else can be said of it. */
    boolean wide() {
        return wide != null;
    }

    static boolean hasHeader(Map<?, ?> entry) {
        return !(entry.get("fileImportPage") instanceof Map<?, ?> page && Boolean.FALSE.equals(page.get("hasHeader")));
    }

    /** Holds header and first rows against the file's entry in the request. */
    void check(Map<?, ?> entry, ImportProblems problems) {
        if (wide != null) {
            problems.add(file, 0, 0, "is " + wide + ", but HubSpot reads UTF-8: save it as UTF-8");
            return;
        }
        if (records.isEmpty()) {
            problems.add(file, 0, 0, notCsv != null ? "is not CSV: " + notCsv
                    : "has no header that ends within the first " + MAX_BYTES + " bytes: is it a CSV file?");
            return;
        }
        List<ImportColumn> columns = ImportColumn.of(entry);
        CsvRecord first = records.get(0);
        boolean header = hasHeader(entry);
        long line = first.getStartingLineNumber();
        if (first.getFieldCount() > ImportLimits.MAX_COLUMNS) {
            problems.add(file, line, 0, "has " + first.getFieldCount() + " columns, HubSpot takes fewer than 1000");
        }
        if (!isDelimited(first, columns)) {
            problems.add(file, line, 0, "the columns are not separated by commas but by "
                    + delimiter(first.getField(0)) + ": HubSpot reads commas");
            return;
        }
        if (header) {
            names(first, problems);
        }
        if (columns == null) {
            return;
        }
        mapped(first, columns, header, problems);
        if (entry.get("dateFormat") == null && columns.size() == first.getFieldCount()) {
            DateColumns.check(file, records.subList(header ? 1 : 0, records.size()), columns, problems);
        }
    }

    private void names(CsvRecord header, ImportProblems problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = header.getField(i);
            if (name.isBlank()) {
                problems.add(file, header.getStartingLineNumber(), i + 1, "the header has a column without a name");
            } else if (!seen.add(name)) {
                problems.add(file, header.getStartingLineNumber(), i + 1,
                        "the header has the column '" + Parameter.printable(name) + "' twice");
            }
        }
    }

    private void mapped(CsvRecord first, List<ImportColumn> columns, boolean header, ImportProblems problems) {
        long line = first.getStartingLineNumber();
        if (first.getFieldCount() != columns.size()) {
            problems.add(file, line, 0, "has " + first.getFieldCount() + " columns, but the import request maps "
                    + columns.size() + ": each needs a mapping, in the order of the file");
        }
        boolean legible = first.getFields().stream().noneMatch(name -> name.indexOf('\uFFFD') >= 0);
        for (int i = 0; header && legible && i < first.getFieldCount(); i++) {
            String name = first.getField(i);
            if (i < columns.size() ? !name.equals(columns.get(i).name()) : !name.isBlank()) {
                problems.add(file, line, i + 1, "the column is '" + Parameter.printable(name) + "', but "
                        + (i < columns.size() ? "is mapped as '" + Parameter.printable(columns.get(i).name()) + "'"
                                : "is not mapped"));
            }
        }
    }

    /** A single column that another delimiter would cut, unless its name is meant like that. */
    private static boolean isDelimited(CsvRecord first, List<ImportColumn> columns) {
        return first.getFieldCount() > 1 || delimiter(first.getField(0)) == null
                || columns != null && columns.size() == 1 && columns.get(0).name().equals(first.getField(0));
    }

    private static String delimiter(String text) {
        return text.indexOf(';') >= 0 ? "semicolons" : text.indexOf('\t') >= 0 ? "tabs" : text.indexOf('|') >= 0 ? "bars" : null;
    }
}
