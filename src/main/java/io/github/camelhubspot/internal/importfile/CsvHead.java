package io.github.camelhubspot.internal.importfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.FileKind;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.support.Texts;

/**
 * The header and the first rows of a CSV file. Decides whether a file can be read as CSV, and checks its header against the entry
 * of the file in the import request. Immutable.
 */
public final class CsvHead {

    /** A header must end within so many bytes: HubSpot takes fewer than 1,000 columns. */
    static final int MAX_BYTES = 1024 * 1024;
    private static final int SAMPLE = 1000;
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\\A\"?sep=.?\"?\\s*(?:[\\r\\n]|\\z)");

    private final String file;
    private final int bom;
    /** Why the file cannot be read as CSV; {@code null} if it can. */
    private final ImportProblem unreadable;
    private final List<CsvRecord> records;

    private CsvHead(String file, int bom, ImportProblem unreadable, List<CsvRecord> records) {
        this.file = file;
        this.bom = bom;
        this.unreadable = unreadable;
        this.records = records;
    }

    /** Returns a parser for rows of any number of cells. It skips empty lines, as {@link CsvScan} does. */
    public static CsvReader.CsvReaderBuilder reader() {
        return CsvReader.builder().skipEmptyLines(true).extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    }

    public static CsvHead read(ImportFile file) throws IOException {
        byte[] head = file.content().head(MAX_BYTES);
        int bom = PreparedContent.bom(head);
        String multiByteCharset = multiByteCharset(head);
        String kind = FileKind.of(head);
        List<CsvRecord> records = new ArrayList<>();
        ImportProblem unreadable;
        if (kind != null) {
            unreadable = whole(file, "is " + kind + ", not CSV" + (kind.equals(FileKind.WORKBOOK) ? ": save it as CSV UTF-8, or"
                    + " name it .xlsx and describe it with importRequest" : ""));
        } else if (multiByteCharset != null) {
            unreadable = whole(file, "is " + multiByteCharset + ", but HubSpot reads UTF-8: save it as UTF-8");
        } else {
            unreadable = records(file, head, bom, records);
        }
        return new CsvHead(file.name(), bom, unreadable, records);
    }

    /**
     * Parses the first rows.
     *
     * @return why there are none; {@code null} if there are
     */
    private static ImportProblem records(ImportFile file, byte[] head, int bom, List<CsvRecord> records) {
        String text = new String(head, bom, head.length - bom, StandardCharsets.UTF_8);
        if (SEPARATOR_LINE.matcher(text).lookingAt()) {
            return new ImportProblem(file.name(), 1, 0, "line 1 is " + Texts.quoted(text.lines().findFirst().orElse("").strip())
                    + ", which only Excel understands: remove the line");
        }
        boolean cut = head.length == MAX_BYTES;
        if (text.isBlank() && !cut) {
            return whole(file, "is empty: a header with the column names is expected");
        }
        CsvParseException notCsv = null;
        try (CsvReader<CsvRecord> rows = reader().ofCsvRecord(text)) {
            Iterator<CsvRecord> all = rows.iterator();
            while (records.size() <= SAMPLE && all.hasNext()) {
                records.add(all.next());
            }
        } catch (CsvParseException e) {
            notCsv = e;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never happens for text in memory
        }
        if (cut && notCsv == null && records.size() <= SAMPLE && !records.isEmpty()) {
            records.remove(records.size() - 1); // may be incomplete
        }
        return records.isEmpty() ? unreadableHeader(file, head, notCsv) : null;
    }

    private static ImportProblem unreadableHeader(ImportFile file, byte[] head, CsvParseException notCsv) {
        CsvScan scan = new CsvScan();
        scan.accept(head, 0, head.length);
        ImportProblems found = new ImportProblems();
        ImportLimits.checkContent(file.name(), scan, true, head.length < MAX_BYTES, found);
        return found.count() > 0 ? found.first() : whole(file, notCsv == null
                ? "has no header that ends within the first " + MAX_BYTES + " bytes: is it a CSV file?"
                : "is not CSV: " + (notCsv.getCause() == null ? notCsv : notCsv.getCause()).getMessage());
    }

    private static ImportProblem whole(ImportFile file, String problem) {
        return new ImportProblem(file.name(), 0, 0, problem);
    }

    /** Returns the charset if it is UTF-16 or UTF-32, by byte order mark or zero bytes; {@code null} otherwise. */
    private static String multiByteCharset(byte[] head) {
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

    public int bom() {
        return bom;
    }

    boolean isReadable() {
        return unreadable == null;
    }

    public static boolean hasHeader(Map<?, ?> entry) {
        return !(entry.get("fileImportPage") instanceof Map<?, ?> page && Boolean.FALSE.equals(page.get("hasHeader")));
    }

    /**
     * Returns the names of the columns.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if the file has no readable header
     */
    List<String> names(Operation operation) {
        ImportProblems problems = new ImportProblems();
        if (unreadable != null) {
            problems.add(unreadable);
        } else {
            checkNames(records.get(0), problems);
        }
        if (problems.count() > 0) {
            throw problems.exception(operation);
        }
        return records.get(0).getFields();
    }

    /** Adds the problem of a file that cannot be read as CSV. */
    public void checkReadable(ImportProblems problems) {
        if (unreadable != null) {
            problems.add(unreadable);
        }
    }

    /** Checks header and first rows against the file's entry in the import request. */
    void check(Map<?, ?> entry, ImportProblems problems) {
        checkReadable(problems);
        if (unreadable != null) {
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
            checkNames(first, problems);
        }
        if (columns == null) {
            return;
        }
        checkMappings(first, columns, header, problems);
        if (entry.get("dateFormat") == null && columns.size() == first.getFieldCount()) {
            DateColumns.check(file, records.subList(header ? 1 : 0, records.size()), columns, problems);
        }
    }

    private void checkNames(CsvRecord header, ImportProblems problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = header.getField(i);
            if (name.isBlank()) {
                problems.add(file, header.getStartingLineNumber(), i + 1, "the header has a column without a name");
            } else if (!seen.add(name)) {
                problems.add(file, header.getStartingLineNumber(), i + 1,
                        "the header has the column " + Texts.quoted(name) + " twice");
            }
        }
    }

    private void checkMappings(CsvRecord first, List<ImportColumn> columns, boolean header, ImportProblems problems) {
        long line = first.getStartingLineNumber();
        if (first.getFieldCount() != columns.size()) {
            problems.add(file, line, 0, "has " + first.getFieldCount() + " columns, but the import request maps "
                    + columns.size() + ": each needs a mapping, in the order of the file");
        }
        boolean legible = first.getFields().stream().noneMatch(name -> name.indexOf('\uFFFD') >= 0);
        for (int i = 0; header && legible && i < first.getFieldCount(); i++) {
            String name = first.getField(i);
            if (i < columns.size() ? !name.equals(columns.get(i).name()) : !name.isBlank()) {
                problems.add(file, line, i + 1, "the column is " + Texts.quoted(name) + ", but "
                        + (i < columns.size() ? "is mapped as " + Texts.quoted(columns.get(i).name())
                                : "is not mapped"));
            }
        }
    }

    /**
     * Returns whether commas separate the columns: a single column with another delimiter must be mapped under just that name.
     */
    private static boolean isDelimited(CsvRecord first, List<ImportColumn> columns) {
        return first.getFieldCount() > 1 || delimiter(first.getField(0)) == null
                || columns != null && columns.size() == 1 && columns.get(0).name().equals(first.getField(0));
    }

    private static String delimiter(String text) {
        return text.indexOf(';') >= 0 ? "semicolons" : text.indexOf('\t') >= 0 ? "tabs" : text.indexOf('|') >= 0 ? "bars" : null;
    }
}
