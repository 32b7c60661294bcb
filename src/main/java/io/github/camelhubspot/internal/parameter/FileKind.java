package io.github.camelhubspot.internal.parameter;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Recognises the kind of a file by its first bytes, not by its name. */
public final class FileKind {

    /** Number of first bytes that are needed. */
    public static final int HEAD = 4096;
    public static final String OLD_WORKBOOK = "an Excel workbook in the old format (.xls) or one that is protected by a password";
    public static final String WORKBOOK = "an Excel workbook (.xlsx)";
    public static final String ARCHIVE = "a ZIP archive, perhaps of an Excel workbook";
    private static final String ZIP = "PK\3\4";

    private static final Map<String, String> SIGNATURES = new LinkedHashMap<>();

    static {
        SIGNATURES.put("\u00D0\u00CF\u0011\u00E0", OLD_WORKBOOK);
        SIGNATURES.put("\u001F\u008B", "a gzip archive");
        SIGNATURES.put("BZh9", "a bzip2 archive");
        SIGNATURES.put("\u00FD7zXZ", "an xz archive");
        SIGNATURES.put("7z\u00BC\u00AF", "a 7-Zip archive");
        SIGNATURES.put("Rar!", "a RAR archive");
        SIGNATURES.put("\u0028\u00B5\u002F\u00FD", "a Zstandard archive");
        SIGNATURES.put("%PDF-", "a PDF document");
        SIGNATURES.put("\u0089PNG", "a PNG image");
        SIGNATURES.put("\u00FF\u00D8\u00FF", "a JPEG image");
        SIGNATURES.put("PAR1", "a Parquet file");
        SIGNATURES.put("SQLite format 3", "an SQLite database");
    }

    private FileKind() {
    }

    /** Returns the kind for the text of an error, or {@code null} if the file may be text. */
    public static String of(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, HEAD), StandardCharsets.ISO_8859_1);
        if (text.startsWith(ZIP)) {
            return text.contains("xl/") || text.contains("[Content_Types].xml") ? WORKBOOK
                    : text.contains("opendocument.spreadsheet") ? "an OpenDocument spreadsheet (.ods)" : ARCHIVE;
        }
        for (Map.Entry<String, String> signature : SIGNATURES.entrySet()) {
            if (text.startsWith(signature.getKey())) {
                return signature.getValue();
            }
        }
        String begin = text.replaceFirst("^(\u00EF\u00BB\u00BF)?\\s*", "").toLowerCase(Locale.ROOT);
        return begin.startsWith("<!doctype html") || begin.startsWith("<html") ? "an HTML page"
                : begin.startsWith("<?xml") ? "an XML document" : null;
    }
}
