package io.github.camelhubspot.internal.importfile;

import java.io.IOException;
import java.io.InputStream;

import io.github.camelhubspot.internal.http.HttpBody;

/**
 * Scans the bytes of a CSV file: counts rows, and finds bytes that are not UTF-8, text after the closing quote of a cell, and a
 * quote that is never closed. Unlike a parser it is fed with bytes, so that it can check an upload, and it creates no text, which
 * makes it far cheaper than reading the file.
 *
 * <p>Not thread-safe.
 */
public final class CsvScan {

    private static final int BUFFER = 256 * 1024;
    private static final byte PLAIN = 0;
    private static final byte QUOTE = 1;
    private static final byte COMMA = 2;
    private static final byte LF = 3;
    private static final byte CR = 4;
    private static final byte NON_ASCII = 5;
    private static final byte[] KINDS = new byte[256];

    static {
        KINDS['"'] = QUOTE;
        KINDS[','] = COMMA;
        KINDS['\n'] = LF;
        KINDS['\r'] = CR;
        for (int b = 0x80; b < KINDS.length; b++) {
            KINDS[b] = NON_ASCII;
        }
    }

    private long position;
    private long rows;
    private long rowStart;
    private long fieldStart;
    private long line = 1;
    private int column = 1;
    private byte previous;

    private boolean quoted;
    private long quoteLine;
    private int quoteColumn;
    private long quoteEnd = -2;
    private long strayLine;
    private int strayColumn;

    /** Number of bytes that are missing of a character, the range of the next one, and the first one. */
    private int expected;
    private int min;
    private int max;
    private int leading;
    private int invalidByte = -1;
    private long invalidLine;
    private int invalidColumn;

    /** Receives the offset and the line of each row, blank lines included. */
    @FunctionalInterface
    public interface RowListener {
        void row(long offset, long line);
    }

    private final RowListener listener;

    public CsvScan() {
        this((offset, line) -> {
        });
    }

    public CsvScan(RowListener listener) {
        this.listener = listener;
    }

    public void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            byte kind = KINDS[bytes[i] & 0xff];
            if (quoteEnd == position + i - offset - 1 && (kind == PLAIN || kind == NON_ASCII)) {
                textAfterQuote();
            }
            if (kind == NON_ASCII) {
                nonAscii(bytes[i] & 0xff);
                i++;
                continue;
            }
            if (expected > 0) {
                invalid(leading);
            }
            if (kind == PLAIN) {
                do {
                    i++;
                } while (i < end && KINDS[bytes[i] & 0xff] == PLAIN);
                continue;
            }
            special(kind, position + i - offset, i > offset ? bytes[i - 1] : previous);
            i++;
        }
        position += length;
        if (length > 0) {
            previous = bytes[end - 1];
        }
    }

    /**
     * Scans a content from {@code skipped} bytes on until it ends or more than {@code maxBytes} bytes were read, and ends the
     * scan.
     */
    public void acceptAll(HttpBody.Content content, int skipped, long maxBytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = content.open()) {
            in.skipNBytes(skipped);
            for (int count = in.read(buffer); count >= 0 && position <= maxBytes; count = in.read(buffer)) {
                accept(buffer, 0, count);
            }
        }
        end();
    }

    /** Marks the end of the file. */
    public void end() {
        if (expected > 0) {
            invalid(leading);
        }
        if (position > rowStart) {
            rows++;
            rowStart = position;
        }
    }

    private void special(byte kind, long at, byte before) {
        switch (kind) {
            case QUOTE -> quote(at);
            case COMMA -> {
                if (!quoted) {
                    column++;
                    fieldStart = at + 1;
                }
            }
            case CR -> lineEnd(at);
            default -> {
                if (before == '\r') {
                    rowStart = quoted ? rowStart : at + 1;
                    fieldStart = quoted ? fieldStart : at + 1;
                } else {
                    lineEnd(at);
                }
            }
        }
    }

    /** Follows RFC 4180 and {@link CsvHead#reader}: a quote opens a cell at its start, and two quotes inside a cell are one. */
    private void quote(long at) {
        if (quoted) {
            quoted = false;
            quoteEnd = at;
        } else if (at == fieldStart) {
            quoted = true;
            quoteLine = line;
            quoteColumn = column;
        } else if (quoteEnd == at - 1) {
            quoted = true;
        }
    }

    /** Records text after a closing quote, which must end the cell. */
    private void textAfterQuote() {
        if (strayLine == 0) {
            strayLine = line;
            strayColumn = column;
        }
    }

    private void lineEnd(long at) {
        line++;
        if (!quoted) {
            if (at > rowStart) {
                rows++;
            }
            rowStart = at + 1;
            fieldStart = at + 1;
            column = 1;
            listener.row(rowStart, line);
        }
    }

    /** Checks a byte of a character that is not ASCII by the table of well-formed sequences of the Unicode standard. */
    private void nonAscii(int b) {
        if (expected > 0) {
            if (b < min || b > max) {
                invalid(leading);
                return;
            }
            expected--;
            min = 0x80;
            max = 0xBF;
            return;
        }
        leading = b;
        min = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        max = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        if (b >= 0xC2 && b <= 0xDF) {
            expected = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            expected = 2;
        } else if (b >= 0xF0 && b <= 0xF4) {
            expected = 3;
        } else {
            invalid(b);
        }
    }

    private void invalid(int b) {
        expected = 0;
        if (invalidByte < 0) {
            invalidByte = b;
            invalidLine = line;
            invalidColumn = column;
        }
    }

    public long bytes() {
        return position;
    }

    /** Returns the number of rows so far, the header included, empty lines not. */
    long rows() {
        return rows;
    }

    /** Returns the present line, counted from 1. */
    long line() {
        return line;
    }

    /** Returns the first byte that is not UTF-8; -1 if there is none. */
    int invalidByte() {
        return invalidByte;
    }

    long invalidLine() {
        return invalidLine;
    }

    int invalidColumn() {
        return invalidColumn;
    }

    /** Returns the first line in which text follows the closing quote of a cell; 0 if there is none. */
    long strayLine() {
        return strayLine;
    }

    int strayColumn() {
        return strayColumn;
    }

    /** Returns whether a quoted cell is open. */
    boolean quoted() {
        return quoted;
    }

    long quoteLine() {
        return quoteLine;
    }

    int quoteColumn() {
        return quoteColumn;
    }
}
