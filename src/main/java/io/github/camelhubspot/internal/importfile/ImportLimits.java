package io.github.camelhubspot.internal.importfile;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/** HubSpot's limits per file, and the checks of a scanned file. */
public final class ImportLimits {

    public static final long MAX_BYTES = 512L * 1024 * 1024;
    /**
     * HubSpot does not document whether its limit includes the header. It is not counted here, so that HubSpot decides about a
     * file at the limit.
     */
    static final long MAX_ROWS = 1_048_576;
    static final int MAX_COLUMNS = 999;

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private ImportLimits() {
    }

    public static void checkLength(String file, long bytes, ImportProblems problems) {
        if (bytes > MAX_BYTES) {
            problems.add(file, "has " + bytes + " bytes, HubSpot takes up to 512 MB (" + MAX_BYTES + " bytes)");
        }
    }

    static boolean tooManyRows(CsvScan scan, boolean header) {
        return scan.rows() - (header ? 1 : 0) > MAX_ROWS;
    }

    /** @param complete whether the whole file was scanned */
    public static void checkContent(String file, CsvScan scan, boolean header, boolean complete, ImportProblems problems) {
        if (scan.invalidByte() >= 0) {
            problems.add(file, scan.invalidLine(), scan.invalidColumn(), String.format(
                    "the byte %02X is not UTF-8; the file looks like windows-1252 or ISO-8859-1, where it is '%s': save it as"
                            + " UTF-8",
                    scan.invalidByte(),
                    WINDOWS.decode(ByteBuffer.wrap(new byte[] { (byte) scan.invalidByte() }))));
        }
        if (tooManyRows(scan, header)) {
            String rows = complete ? (scan.rows() - (header ? 1 : 0)) + " rows, more" : "more rows";
            problems.add(file, complete ? 0 : scan.line(), 0,
                    "has " + rows + " than HubSpot takes: " + MAX_ROWS + " per file");
        }
        if (scan.strayLine() > 0) {
            problems.add(file, scan.strayLine(), scan.strayColumn(), "text follows the closing quote of the cell: write a quote"
                    + " inside a quoted cell twice (\"\"), not with a backslash");
        }
        if (complete && scan.quoted()) {
            problems.add(file, scan.quoteLine(), scan.quoteColumn(),
                    "a quote opens here and is never closed, so that the rest of the file would be one cell");
        }
    }
}
