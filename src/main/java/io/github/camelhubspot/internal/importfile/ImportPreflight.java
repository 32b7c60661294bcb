package io.github.camelhubspot.internal.importfile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
 * Checks the files of an import against the import request before anything is sent, so that one exception reports all problems.
 * Of a stream, which can be read only once, the beginning is checked before the upload and the whole during it.
 *
 * <p>Not thread-safe; used for one call.
 */
final class ImportPreflight {

    private final Call call;
    private final Map<?, ?> request;
    private final ImportProblems problems = new ImportProblems();

    /** @param request the import request; empty if none could be built */
    ImportPreflight(Call call, Map<?, ?> request) {
        this.call = call;
        this.request = request;
    }

    /**
     * Returns the files as they will be sent.
     *
     * @param mismatch why no request could be built for the file; {@code null} if there is one
     * @throws HubSpotValidationException if the import would fail; names all problems
     */
    List<ImportFile> check(List<ImportFile> files, HubSpotValidationException mismatch) {
        List<ImportFile> result = new ArrayList<>();
        boolean readable = true;
        for (ImportFile file : files) {
            Map<?, ?> entry = entry(file.name());
            try {
                if (isSpreadsheet(file.name(), entry)) {
                    result.add(spreadsheet(file, entry));
                } else {
                    int before = problems.count();
                    CsvHead head = CsvHead.read(file);
                    head.check(entry, problems);
                    readable &= problems.count() == before;
                    result.add(csv(file, head, entry));
                }
            } catch (IOException e) {
                throw ImportPayloads.unreadable(call.operation(), file, e);
            }
        }
        checkKeys();
        if (mismatch != null) {
            if (problems.count() == 0) {
                throw mismatch;
            }
            if (readable) { // otherwise the mismatch only follows from the problems of the header
                problems.add(files.get(0).name(), 1, 0, mismatch.getError().message());
            }
        }
        if (problems.count() > 0) {
            throw problems.exception(call.operation());
        }
        return result;
    }

    private ImportFile csv(ImportFile file, CsvHead head, Map<?, ?> entry) throws IOException {
        String name = file.name();
        String extension = ImportFileNames.extension(name);
        if (!extension.equals("csv")) {
            problems.add(name, "a CSV file's name ends with .csv, not with '." + Texts.printable(extension) + "'");
        }
        long length = file.content().length();
        ImportLimits.checkLength(name, length, problems);
        boolean header = CsvHead.hasHeader(entry);
        if (!file.content().repeatable()) {
            if (head.isReadable()) {
                CsvScan scan = new CsvScan();
                scan.acceptAll(HttpBody.Content.of(file.content().head(CsvHead.MAX_BYTES)), 0, Long.MAX_VALUE);
                ImportLimits.checkContent(name, scan, header, false, problems);
            }
            return new ImportFile(name,
                    new PreparedContent(file.content(), head.bom(), new Streamed(name, new CsvScan(), header)));
        }
        HttpBody.Content sent = head.bom() == 0 ? file.content() : new PreparedContent(file.content(), head.bom(), null);
        if (length <= ImportLimits.MAX_BYTES && head.isReadable()) {
            CsvScan scan = new CsvScan();
            scan.acceptAll(sent, 0, Long.MAX_VALUE);
            if (length < 0) {
                ImportLimits.checkLength(name, scan.bytes(), problems);
            }
            ImportLimits.checkContent(name, scan, header, true, problems);
        }
        return new ImportFile(name, sent);
    }

    private ImportFile spreadsheet(ImportFile file, Map<?, ?> entry) throws IOException {
        String format = String.valueOf(entry.get("fileFormat"));
        if (!ImportFileNames.isSpreadsheet(file.name())) {
            problems.add(file.name(), "a spreadsheet's name ends with .xlsx or .xls, but fileFormat is " + format);
        } else if (format.equalsIgnoreCase("CSV")) {
            problems.add(file.name(), "fileFormat is CSV, but the name is that of a spreadsheet");
        }
        String kind = FileKind.of(file.content().head(FileKind.HEAD));
        if (kind == null || !Set.of(FileKind.WORKBOOK, FileKind.ARCHIVE, FileKind.OLD_WORKBOOK).contains(kind)) {
            problems.add(file.name(), "has the name of a spreadsheet, but is " + (kind == null ? "text or of an"
                    + " unknown kind: name a CSV file .csv, or save it as .xlsx" : kind + ": save it as .xlsx"));
        } else if (kind.equals(FileKind.OLD_WORKBOOK) && ImportFileNames.extension(file.name()).equals("xlsx")) {
            problems.add(file.name(), "has the name of an .xlsx file, but is " + kind + ": save it as .xlsx, without a"
                    + " password");
        }
        ImportLimits.checkLength(file.name(), file.content().length(), problems);
        return file.content().repeatable() ? file
                : new ImportFile(file.name(), new PreparedContent(file.content(), 0, new Streamed(file.name(), null, false)));
    }

    /** Checks that an import that updates has a column that identifies the record of each row. */
    private void checkKeys() {
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
                problems.add(fileName(files.get(0)), operation + " of " + type + " needs a column that is the unique key:"
                        + " columnType HUBSPOT_OBJECT_ID or HUBSPOT_ALTERNATE_ID, in columnMappings an asterisk as in"
                        + " Email=email*");
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

    /** Returns the entry with the date format of the whole request, unless it has its own. */
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
                || ImportFileNames.isSpreadsheet(name);
    }

    /**
     * Checks a stream during the upload. A problem aborts the call: HubSpot gets an incomplete request, not an incomplete file.
     */
    private final class Streamed implements PreparedContent.Guard {

        private final String file;
        private final CsvScan scan;
        private final boolean header;
        private long bytes;

        /** @param scan {@code null} to check the length only */
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
                    || scan != null && (scan.invalidByte() >= 0 || scan.strayLine() > 0
                            || ImportLimits.tooManyRows(scan, header))) {
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
            ImportLimits.checkLength(file, bytes, found);
            if (scan != null) {
                ImportLimits.checkContent(file, scan, header, complete, found);
            }
            if (found.count() > 0) {
                throw found.exception(call.operation());
            }
        }
    }
}
