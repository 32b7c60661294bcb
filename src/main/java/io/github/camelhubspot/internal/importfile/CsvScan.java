package io.github.camelhubspot.internal.importfile;

/**
 * Reads the bytes of a CSV file as they pass by: counts its rows, finds where it is not UTF-8, where text follows the closing
 * quote of a cell, and whether its last quote ends.
 * A parser pulls its input and makes text of it; this one can sit inside an upload, and costs a fraction of reading the file.
 */
public final class CsvScan {

    private static final byte PLAIN = 0;
    private static final byte QUOTE = 1;
    private static final byte COMMA = 2;
    private static final byte LF = 3;
    private static final byte CR = 4;
    private static final byte HIGH = 5;
    private static final byte[] KINDS = new byte[256];

    static {
        KINDS['"'] = QUOTE;
        KINDS[','] = COMMA;
        KINDS['\n'] = LF;
        KINDS['\r'] = CR;
        for (int b = 0x80; b < KINDS.length; b++) {
            KINDS[b] = HIGH;
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

    /** How many bytes of a character are still to come, and between what the next one must be. */
    private int expected;
    private int least;
    private int most;
    private int leading;
    private int wrongByte = -1;
    private long wrongLine;
    private int wrongColumn;

    /** Is told where rows begin, blank lines among them. */
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
            if (quoteEnd == position + i - offset - 1 && (kind == PLAIN || kind == HIGH)) {
                stray();
            }
            if (kind == HIGH) {
                high(bytes[i] & 0xff);
                i++;
                continue;
            }
            if (expected > 0) {
                wrong(leading);
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

    /** There is nothing more to come. */
    public void end() {
        if (expected > 0) {
            wrong(leading);
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

    /** As RFC 4180 and the reader of the header have it: a quote opens at the start of a field, two are one inside. */
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

    /** A quote inside a quoted cell is written twice: after a single one, the cell must end. */
    private void stray() {
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

    /** A byte of a character that is not ASCII, by the table of well-formed sequences of the Unicode standard. */
    private void high(int b) {
        if (expected > 0) {
            if (b < least || b > most) {
                wrong(leading);
                return;
            }
            expected--;
            least = 0x80;
            most = 0xBF;
            return;
        }
        leading = b;
        least = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        most = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        if (b >= 0xC2 && b <= 0xDF) {
            expected = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            expected = 2;
        } else if (b >= 0xF0 && b <= 0xF4) {
            expected = 3;
        } else {
            wrong(b);
        }
    }

    private void wrong(int b) {
        expected = 0;
        if (wrongByte < 0) {
            wrongByte = b;
            wrongLine = line;
            wrongColumn = column;
        }
    }

    public long bytes() {
        return position;
    }

    /** Records so far that are not an empty line, the header among them. */
    long rows() {
        return rows;
    }

    /** The line that is being read, counted from 1. */
    long line() {
        return line;
    }

    /** The first byte that is not UTF-8; -1 if there is none. */
    int wrongByte() {
        return wrongByte;
    }

    long wrongLine() {
        return wrongLine;
    }

    int wrongColumn() {
        return wrongColumn;
    }

    /** The first line in which text follows the closing quote of a cell; 0 if there is none. */
    long strayLine() {
        return strayLine;
    }

    int strayColumn() {
        return strayColumn;
    }

    /** Whether a cell is open. */
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
