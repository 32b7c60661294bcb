package io.github.camelhubspot.client;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/**
 * The rows of a CSV file by line, in whichever order they are asked for. One pass notes where every 128th row begins, which
 * takes some 130 KB for the largest file that HubSpot accepts; a row is read from the last of those before it.
 */
final class SourceRows implements Closeable {

    private static final int EVERY = 128;
    private static final int BUFFER = 256 * 1024;

    private final Path file;
    private final int bom;
    private long[] offsets;
    private long[] lines = new long[64];
    private int blocks;
    private long seen;

    private CsvReader<CsvRecord> reader;
    private Iterator<CsvRecord> records;
    private long readerLine;
    private long lastLine;

    SourceRows(Path file) throws IOException {
        this.file = file;
        try (InputStream in = Files.newInputStream(file)) {
            bom = PreparedContent.bom(in.readNBytes(4));
        }
    }

    /** The names of the columns. */
    List<String> header() throws IOException {
        try (CsvReader<CsvRecord> first = open(0)) {
            Iterator<CsvRecord> all = first.iterator();
            return all.hasNext() ? all.next().getFields() : List.of();
        }
    }

    /** The row that begins in a line, counted from 1; {@code null} if none does. */
    List<String> row(long line) throws IOException {
        if (offsets == null) {
            index();
        }
        int found = Arrays.binarySearch(lines, 0, blocks, line);
        int block = found >= 0 ? found : -found - 2;
        if (block < 0) {
            return null;
        }
        // rows mostly come in order: then the reader is already on its way
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

    private void index() throws IOException {
        offsets = new long[lines.length];
        blocks = 0;
        note(0, 1);
        CsvScan scan = new CsvScan(this::note);
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(bom);
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                scan.accept(buffer, 0, count);
            }
        }
    }

    private void note(long offset, long line) {
        if (seen++ % EVERY != 0) {
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
        SeekableByteChannel channel = Files.newByteChannel(file);
        boolean first = offset == 0;
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(bom + (first ? 0 : offset - 1))));
        if (!first && in.read() == '\r') {
            in.mark(1);
            if (in.read() != '\n') { // not the other half of the line break, but the row
                in.reset();
            }
        }
        return CsvReader.builder().skipEmptyLines(true).allowExtraFields(true).allowMissingFields(true)
                .ofCsvRecord(in, StandardCharsets.UTF_8);
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
    }
}
