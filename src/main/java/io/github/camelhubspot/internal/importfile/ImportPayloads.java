package io.github.camelhubspot.internal.importfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.ImportOperation;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.RequestBody;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;

/** Builds the multipart body that starts an import: the files and the import request, which maps their columns to properties. */
public final class ImportPayloads {

    /** Shorthand for an import request when none is given. */
    private static final List<Parameter<?>> SHORTHAND = List.of(Parameters.IMPORT_NAME, Parameters.OBJECT_TYPE_ID,
            Parameters.IMPORT_OPERATION, Parameters.COLUMN_MAPPINGS, Parameters.DATE_FORMAT);

    /** An import request with its text, and the files under the names to send. */
    private record Upload(Map<?, ?> request, String text, List<ImportFile> files) {
    }

    private ImportPayloads() {
    }

    public static RequestBody start(Call call, Input body) {
        if (!(body.raw() instanceof ImportStart start)) {
            throw call.operation().invalid("the body must be a file: a File, Path, stream, bytes or text, or a list of those");
        }
        if (start.files().isEmpty()) {
            throw call.operation().invalid("the body is an empty list of files");
        }
        Object given = start.request() != null ? start.request() : call.arguments().get(Parameters.IMPORT_REQUEST);
        Upload upload = given == null ? fromShorthand(call, start.files()) : fromRequest(call, start.files(), given);
        List<HttpBody.Part> parts = new ArrayList<>();
        parts.add(new HttpBody.Part("importRequest", null, "application/json",
                HttpBody.Content.of(upload.text().getBytes(StandardCharsets.UTF_8))));
        upload.files().forEach(file -> parts.add(
                new HttpBody.Part("files", file.name(), contentType(file.name()), file.content())));
        return new RequestBody(new HttpBody.Multipart(parts), Map.of(
                "importName", List.of(String.valueOf(upload.request().get("name"))),
                "fileName", upload.files().stream().map(ImportFile::name).toList()));
    }

    private static Upload fromRequest(Call call, List<ImportFile> given, Object importRequest) {
        refuseShorthand(call);
        Map<?, ?> request = parse(call, importRequest);
        List<ImportFile> files = readable(call, ImportFileNames.of(call, given, request));
        return new Upload(request, importRequest instanceof CharSequence text
                ? Json.withoutByteOrderMark(text.toString()).strip() : call.json().writeText(request),
                call.validation() ? new ImportPreflight(call, request).check(files, null) : files);
    }

    private static Upload fromShorthand(Call call, List<ImportFile> given) {
        Object mappings = mappings(call, given);
        List<ImportFile> files = readable(call, ImportFileNames.of(call, given, Map.of()));
        Map<String, Object> request = Map.of();
        HubSpotValidationException mismatch = null;
        try {
            request = shorthand(call, mappings, files.get(0));
        } catch (HubSpotValidationException e) {
            mismatch = e;
        }
        if (call.validation()) {
            files = new ImportPreflight(call, request).check(files, mismatch);
        } else if (mismatch != null) {
            throw mismatch;
        }
        return new Upload(request, call.json().writeText(request), files);
    }

    /**
     * Returns the files as UTF-8, spreadsheets unchanged. Reads the first byte of each now, because an unreadable file would
     * otherwise fail in the middle of the call. A stream that was read before is empty.
     */
    private static List<ImportFile> readable(Call call, List<ImportFile> files) {
        List<ImportFile> result = new ArrayList<>(files.size());
        for (ImportFile file : files) {
            try {
                if (file.content().head(1).length == 0) {
                    throw call.operation().invalid("file " + file.name() + " is empty, or a stream that was read before");
                }
                result.add(ImportFileNames.isSpreadsheet(file.name()) ? file : file.asUtf8());
            } catch (IOException e) {
                throw unreadable(call.operation(), file, e);
            }
        }
        return result;
    }

    static HubSpotValidationException unreadable(Operation operation, ImportFile file, IOException cause) {
        return operation.invalid("file " + file.name() + " cannot be read: " + cause, cause);
    }

    private static void refuseShorthand(Call call) {
        for (Parameter<?> parameter : SHORTHAND) {
            if (call.arguments().get(parameter) != null) {
                throw call.operation().invalid(parameter.name() + " and importRequest are both given: " + parameter.name()
                        + " is a part of the request, so write it there or leave importRequest out");
            }
        }
    }

    private static Map<?, ?> parse(Call call, Object given) {
        Object content;
        try {
            content = given instanceof CharSequence text ? call.json().readAny(text.toString())
                    : given instanceof byte[] bytes ? call.json().readAny(bytes) : call.json().toPlain(given);
        } catch (JsonProcessingException e) {
            throw call.operation().invalid("importRequest is not JSON: " + e.getOriginalMessage(), null);
        } catch (IOException | IllegalArgumentException e) {
            throw call.operation().invalid("importRequest is not JSON: " + e.getMessage(), null);
        }
        if (!(content instanceof Map<?, ?> map)) {
            throw call.operation().invalid("importRequest must be a JSON object, but is " + Input.describe(content));
        }
        return map;
    }

    /** Returns the mappings of the shorthand, which can describe one file only. */
    private static Object mappings(Call call, List<ImportFile> files) {
        Operation operation = call.operation();
        Object mappings = call.arguments().get(Parameters.COLUMN_MAPPINGS);
        if (mappings == null) {
            throw operation.invalid("importRequest or columnMappings is required for " + operation.name()
                    + ": set header CamelHubSpotImportRequest or option importRequest to the whole request, or"
                    + " columnMappings to pairs such as Email=email*,First Name=firstname or to AUTO");
        }
        if (files.size() > 1) {
            throw operation.invalid("columnMappings describes one file, but the message has " + files.size()
                    + ": write an importRequest for them");
        }
        return mappings;
    }

    private static Map<String, Object> shorthand(Call call, Object mappings, ImportFile file) {
        Operation operation = call.operation();
        if (ImportFileNames.isSpreadsheet(file.name())) {
            throw operation.invalid("columnMappings needs the header of the file, which " + file.name()
                    + " does not have as CSV: write an importRequest for a spreadsheet");
        }
        String objectTypeId = operation.require(Parameters.OBJECT_TYPE_ID, call.arguments());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("hasHeader", true);
        page.put("columnMappings", ColumnMappings.of(operation, mappings, names(operation, file), objectTypeId));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("fileName", file.name());
        entry.put("fileFormat", "CSV");
        entry.put("fileImportPage", page);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", call.get(Parameters.IMPORT_NAME, file.name()));
        request.put("importOperations",
                Map.of(objectTypeId, call.get(Parameters.IMPORT_OPERATION, ImportOperation.UPSERT).name()));
        if (call.arguments().get(Parameters.DATE_FORMAT) != null) {
            request.put("dateFormat", call.arguments().get(Parameters.DATE_FORMAT).name());
        }
        request.put("files", List.of(entry));
        return request;
    }

    private static List<String> names(Operation operation, ImportFile file) {
        try {
            return CsvHead.read(file).names(operation);
        } catch (IOException e) {
            throw unreadable(operation, file, e);
        }
    }

    private static String contentType(String fileName) {
        return ImportFileNames.isSpreadsheet(fileName) ? "application/octet-stream" : "text/csv";
    }
}
