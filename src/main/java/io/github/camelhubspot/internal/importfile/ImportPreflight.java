package io.github.camelhubspot.internal.importfile;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.parameter.FileKind;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.support.Texts;

/**
 * Checks the files of an import and what the request says of them together, before a byte is sent, so that all mistakes come
 * to light at once and not one after the other in HubSpot's report. A stream, which can be read only once, is checked by its
 * beginning before it is sent and as a whole while it is.
 */
final class ImportPreflight {

    private static final int BUFFER = 256 * 1024;

    private final Call call;
    private final Map<?, ?> request;
    private final ImportProblems problems = new ImportProblems();

    /** @param request what the files are held against; empty if none could be made */
    ImportPreflight(Call call, Map<?, ?> request) {
        this.call = call;
        this.request = request;
    }

    /**
     * The files as they are to be sent.
     *
     * @param mismatch why no request could be made for the file; {@code null} if there is one
     * @throws HubSpotValidationException if the import would fail; names all that is wrong
     */
    List<ImportFile> check(List<ImportFile> files, HubSpotValidationException mismatch) {
        List<ImportFile> result = new ArrayList<>();
        boolean legible = true;
        for (ImportFile file : files) {
            Map<?, ?> entry = entry(file.name());
            try {
                if (isSpreadsheet(file.name(), entry)) {
                    result.add(spreadsheet(file, entry));
                } else {
                    int before = problems.count();
                    CsvHead head = CsvHead.read(file);
                    head.check(entry, problems);
                    legible &= problems.count() == before;
                    result.add(csv(file, head, entry));
                }
            } catch (IOException e) {
                throw call.operation().invalid("file " + file.name() + " cannot be read: " + e, e);
            }
        }
        keys();
        if (mismatch != null) {
            if (problems.count() == 0) {
                throw mismatch;
            }
            if (legible) {
                problems.add(files.get(0).name(), 1, 0, mismatch.getMessage().substring(call.operation().uri().length() + 2));
            }
        }
        if (problems.count() > 0) {
            throw problems.exception(call.operation());
        }
        return result;
    }

    private ImportFile csv(ImportFile file, CsvHead head, Map<?, ?> entry) throws IOException {
        String name = file.name();
        String extension = extension(name);
        if (!extension.equals("csv")) {
            problems.add(name, 0, 0, "a CSV file's name ends with .csv, not with '." + Texts.printable(extension) + "'");
        }
        long length = file.content().length();
        ImportLimits.bytes(name, length, problems);
        boolean header = CsvHead.hasHeader(entry);
        if (!file.content().repeatable()) {
            if (head.isReadable()) {
                ImportLimits.content(name, scan(HttpBody.Content.of(file.content().head(CsvHead.MAX_BYTES))), header, false,
                        problems);
            }
            return new ImportFile(name, new PreparedContent(file.content(), head.bom(), new Streamed(name, new CsvScan(), header)));
        }
        HttpBody.Content sent = head.bom() == 0 ? file.content() : new PreparedContent(file.content(), head.bom(), null);
        if (length <= ImportLimits.MAX_BYTES && head.isReadable()) {
            CsvScan scan = scan(sent);
            if (length < 0) {
                ImportLimits.bytes(name, scan.bytes(), problems);
            }
            ImportLimits.content(name, scan, header, true, problems);
        }
        return new ImportFile(name, sent);
    }

    private static CsvScan scan(HttpBody.Content content) throws IOException {
        CsvScan scan = new CsvScan();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = content.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                scan.accept(buffer, 0, count);
            }
        }
        scan.end();
        return scan;
    }

    private ImportFile spreadsheet(ImportFile file, Map<?, ?> entry) throws IOException {
        String format = String.valueOf(entry.get("fileFormat"));
        if (!Set.of("xlsx", "xls").contains(extension(file.name()))) {
            problems.add(file.name(), 0, 0, "a spreadsheet's name ends with .xlsx or .xls, but fileFormat is " + format);
        } else if (format.equalsIgnoreCase("CSV")) {
            problems.add(file.name(), 0, 0, "fileFormat is CSV, but the name is that of a spreadsheet");
        }
        String kind = FileKind.of(file.content().head(FileKind.HEAD));
        if (kind == null || !Set.of(FileKind.WORKBOOK, FileKind.ARCHIVE, FileKind.OLD_WORKBOOK).contains(kind)) {
            problems.add(file.name(), 0, 0, "has the name of a spreadsheet, but is " + (kind == null ? "text or of a kind that is"
                    + " not known: name a CSV file .csv, or save it as .xlsx" : kind + ": save it as .xlsx"));
        } else if (kind.equals(FileKind.OLD_WORKBOOK) && extension(file.name()).equals("xlsx")) {
            problems.add(file.name(), 0, 0, "has the name of an .xlsx file, but is " + kind + ": save it as .xlsx, without a"
                    + " password");
        }
        ImportLimits.bytes(file.name(), file.content().length(), problems);
        return file.content().repeatable() ? file
                : new ImportFile(file.name(), new PreparedContent(file.content(), 0, new Streamed(file.name(), null, false)));
    }

    /** An import that updates must know which record a row is. */
    private void keys() {
        if (!(request.get("importOperations") instanceof Map<?, ?> operations)
                || !(request.get("files") instanceof List<?> files)) {
            return;
        }
        Set<String> keyed = new TreeSet<>();
        Set<String> mapped = new LinkedHashSet<>();
        for (Object file : files) {
            List<ImportColumn> columns = file instanceof Map<?, ?> entry ? ImportColumn.of(entry) : null;
            if (columns == null) {
                return;
            }
            columns.forEach(column -> (column.key() ? keyed : mapped).add(column.object()));
        }
        operations.forEach((object, operation) -> {
            String type = String.valueOf(object);
            if (!"CREATE".equals(operation) && mapped.contains(type) && !keyed.contains(type)) {
                problems.add(fileName(files.get(0)), 0, 0, operation + " of " + type + " needs a column that is the unique key:"
                        + " columnType HUBSPOT_OBJECT_ID or HUBSPOT_ALTERNATE_ID, in columnMappings an asterisk as in Email=email*");
            }
        });
    }

    private Map<?, ?> entry(String fileName) {
        if (request.get("files") instanceof List<?> files) {
            for (Object file : files) {
                if (file instanceof Map<?, ?> entry && fileName.equals(fileName(file))) {
                    return withRequest(entry);
                }
            }
        }
        return Map.of();
    }

    /** The entry, with what the request says for all files. */
    private Map<?, ?> withRequest(Map<?, ?> entry) {
        if (entry.get("dateFormat") != null || request.get("dateFormat") == null) {
            return entry;
        }
        Map<Object, Object> result = new HashMap<>(entry);
        result.put("dateFormat", request.get("dateFormat"));
        return result;
    }

    private static String fileName(Object entry) {
        return entry instanceof Map<?, ?> map ? String.valueOf(map.get("fileName")) : "";
    }

    private static boolean isSpreadsheet(String name, Map<?, ?> entry) {
        return "SPREADSHEET".equalsIgnoreCase(String.valueOf(entry.get("fileFormat")))
                || Set.of("xlsx", "xls").contains(extension(name));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** What cannot be checked before a stream is sent. Ending the call here leaves HubSpot with half a request, not half a file. */
    private final class Streamed implements PreparedContent.Guard {

        private final String file;
        private final CsvScan scan;
        private final boolean header;
        private long bytes;

        /** @param scan {@code null} if only the size counts */
        Streamed(String file, CsvScan scan, boolean header) {
            this.file = file;
            this.scan = scan;
            this.header = header;
        }

        @Override
        public void read(byte[] buffer, int offset, int length) {
            bytes += length;
            if (scan != null) {
                scan.accept(buffer, offset, length);
            }
            if (bytes > ImportLimits.MAX_BYTES
                    || scan != null && (scan.wrongByte() >= 0 || scan.strayLine() > 0 || ImportLimits.tooManyRows(scan, header))) {
                refuse(false);
            }
        }

        @Override
        public void end() {
            if (scan != null) {
                scan.end();
            }
            refuse(true);
        }

        private void refuse(boolean complete) {
            ImportProblems found = new ImportProblems();
            ImportLimits.bytes(file, bytes, found);
            if (scan != null) {
                ImportLimits.content(file, scan, header, complete, found);
            }
            if (found.count() > 0) {
                throw found.exception(call.operation());
            }
        }
    }
}
