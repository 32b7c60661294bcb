package io.github.camelhubspot.internal.importreport;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.camelhubspot.internal.http.HttpBody.Content;
import io.github.camelhubspot.internal.importfile.CsvHead;
import io.github.camelhubspot.internal.importfile.CsvScan;
import io.github.camelhubspot.internal.importfile.ImportLimits;
import io.github.camelhubspot.internal.importfile.ImportProblems;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.support.Texts;

/**
 * Reads the rows of a CSV file by line, in any order. One pass indexes the offset of every 128th row, which takes about 130 KB
 * for the largest file that HubSpot accepts; a row is then read from the nearest indexed row before it.
 *
 * <p>Not thread-safe.
 */
public final class SourceRows implements Closeable {

    private static final int INDEX_STEP = 128;
    private static final int BUFFER = 256 * 1024;

    private final String name;
    private final Content content;
    /** Temporary copy of the content; {@code null} if none was needed. */
    private final Path copy;
    private final int bom;
    private long[] offsets = new long[64];
    private long[] lines = new long[64];
    private int blocks;
    private long rowCount;

    private CsvReader<CsvRecord> reader;
    private Iterator<CsvRecord> records;
    private long readerLine;
    private long lastLine;

    private SourceRows(String name, Content content, Path copy, int bom) {
        this.name = name;
        this.content = content;
        this.copy = copy;
        this.bom = bom;
    }

    /**
     * Opens a file after the checks that a file must pass before an import.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if it cannot be read as CSV
     */
    public static SourceRows open(Operation operation, ImportFile file) {
        SourceRows rows = null;
        ImportProblems problems = new ImportProblems();
        try {
            ImportFile text = file.asUtf8();
            // rows are read in any order, which needs content that can be read again
            Path copy = text == file && text.content().repeatable() ? null : copy(text.content());
            Content content = copy == null ? text.content() : Content.of(copy);
            CsvHead head = CsvHead.read(new ImportFile(file.name(), content));
            rows = new SourceRows(file.name(), content, copy, head.bom());
            head.checkReadable(problems);
            ImportLimits.checkLength(file.name(), content.length(), problems);
            if (problems.count() == 0) {
                CsvScan scan = rows.index();
                ImportLimits.checkLength(file.name(), scan.bytes(), problems);
                ImportLimits.checkContent(file.name(), scan, true, true, problems);
            }
        } catch (IOException e) {
            closeQuietly(rows);
            throw operation.invalid("sourceFile " + Texts.quoted(file.name()) + " cannot be read: " + e, e);
        }
        if (problems.count() > 0) {
            closeQuietly(rows);
            throw problems.exception(operation);
        }
        return rows;
    }

    private static Path copy(Content content) throws IOException {
        Path copy = Files.createTempFile("hubspot-source-", ".tmp");
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = content.open(); OutputStream out = Files.newOutputStream(copy)) {
            long total = 0; // copies no more than needed to know that the file is too long
            for (int count = in.read(buffer); count >= 0 && total <= ImportLimits.MAX_BYTES; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                total += count;
            }
            return copy;
        } catch (IOException | RuntimeException e) {
            delete(copy);
            throw e;
        }
    }

    private static void delete(Path copy) {
        if (copy != null && !copy.toFile().delete()) {
            copy.toFile().deleteOnExit();
        }
    }

    private static void closeQuietly(SourceRows rows) {
        try {
            if (rows != null) {
                rows.close();
            }
        } catch (IOException e) {
            return; // the first failure is reported
        }
    }

    /** Returns the base name of the file; {@code null} if it has none. */
    String name() {
        return name;
    }

    /** Returns the cells of the first row. */
    public List<String> first() throws IOException {
        try (CsvReader<CsvRecord> first = open(0)) {
            Iterator<CsvRecord> all = first.iterator();
            return all.hasNext() ? all.next().getFields() : List.of();
        }
    }

    /** Returns the cells of the row that begins in a line, counted from 1; {@code null} if none does. */
    public List<String> row(long line) throws IOException {
        int found = Arrays.binarySearch(lines, 0, blocks, line);
        int block = found >= 0 ? found : -found - 2;
        if (block < 0) {
            return null;
        }
        // rows are mostly read in order, so the present reader can continue
        if (reader == null || line <= lastLine || lines[block] > lastLine) {
            closeReader();
            reader = open(offsets[block]);
            records = reader.iterator();
            readerLine = lines[block] - 1;
            lastLine = readerLine;
        }
        while (lastLine < line && records.hasNext()) {
            CsvRecord row = records.next();
            lastLine = readerLine + row.getStartingLineNumber();
            if (lastLine == line) {
                return row.getFields();
            }
        }
        return null;
    }

    private CsvScan index() throws IOException {
        addToIndex(0, 1);
        CsvScan scan = new CsvScan(this::addToIndex);
        scan.acceptAll(content, bom, ImportLimits.MAX_BYTES);
        return scan;
    }

    private void addToIndex(long offset, long line) {
        if (rowCount++ % INDEX_STEP != 0) {
            return;
        }
        if (blocks == offsets.length) {
            offsets = Arrays.copyOf(offsets, blocks * 2);
            lines = Arrays.copyOf(lines, blocks * 2);
        }
        offsets[blocks] = offset;
        lines[blocks++] = line;
    }

    private CsvReader<CsvRecord> open(long offset) throws IOException {
        boolean first = offset == 0;
        InputStream source = content.open();
        source.skipNBytes(bom + (first ? 0 : offset - 1));
        InputStream in = new BufferedInputStream(source);
        if (!first && in.read() == '\r') {
            in.mark(1);
            if (in.read() != '\n') { // not the second half of a line break, but the first byte of the row
                in.reset();
            }
        }
        return CsvHead.reader().ofCsvRecord(in, StandardCharsets.UTF_8);
    }

    private void closeReader() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeReader();
        delete(copy);
    }
}
