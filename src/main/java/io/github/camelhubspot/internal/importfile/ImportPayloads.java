package io.github.camelhubspot.internal.importfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

/** The body of the call that starts an import: the files and the request that says what their columns mean. */
public final class ImportPayloads {

    /** What stands for an import request when none is given. */
    private static final List<Parameter<?>> SHORTHAND = List.of(Parameters.IMPORT_NAME, Parameters.OBJECT_TYPE_ID,
            Parameters.IMPORT_OPERATION, Parameters.COLUMN_MAPPINGS, Parameters.DATE_FORMAT);

    private record Request(String text, Map<?, ?> content) {
    }

    private ImportPayloads() {
    }

    public static RequestBody start(Call call, Input body) {
        if (!(body.raw() instanceof ImportStart start)) {
            throw call.operation().invalid("the body must be a file: a File, Path, stream, bytes or text, or a list of those");
        }
        if (start.files().isEmpty()) {
            throw call.operation().invalid("the body has an empty list of files");
        }
        Object given = start.request() != null ? start.request() : call.arguments().get(Parameters.IMPORT_REQUEST);
        Request request;
        List<ImportFile> files;
        if (given != null) {
            refuseShorthand(call);
            request = parse(call, given);
            files = readable(call, ImportFileNames.of(call, start.files(), request.content()));
            files = call.validation() ? new ImportPreflight(call, request.content()).check(files, null) : files;
        } else {
            Object mappings = mappings(call, start.files());
            files = readable(call, ImportFileNames.of(call, start.files(), Map.of()));
            Map<String, Object> content = Map.of();
            HubSpotValidationException mismatch = null;
            try {
                content = shorthand(call, mappings, files.get(0));
            } catch (HubSpotValidationException e) {
                mismatch = e;
            }
            if (call.validation()) {
                files = new ImportPreflight(call, content).check(files, mismatch);
            } else if (mismatch != null) {
                throw mismatch;
            }
            request = new Request(call.json().writeText(content), content);
        }
        List<HttpBody.Part> parts = new ArrayList<>();
        parts.add(new HttpBody.Part("importRequest", null, "application/json",
                HttpBody.Content.of(request.text().getBytes(StandardCharsets.UTF_8))));
        files.forEach(file -> parts.add(new HttpBody.Part("files", file.name(), contentType(file.name()), file.content())));
        return new RequestBody(new HttpBody.Multipart(parts), Map.of(
                "importName", List.of(String.valueOf(request.content().get("name"))),
                "fileName", files.stream().map(ImportFile::name).toList()));
    }

    /**
     * The files as UTF-8, spreadsheets as they are. What cannot be read now would only fail in the middle of the call; a stream
     * that was read before is empty.
     */
    private static List<ImportFile> readable(Call call, List<ImportFile> files) {
        List<ImportFile> result = new ArrayList<>(files.size());
        for (ImportFile file : files) {
            try {
                if (file.content().head(1).length == 0) {
                    throw call.operation().invalid("file " + file.name() + " is empty, or a stream that was read before");
                }
                result.add(spreadsheet(file.name()) ? file : file.asUtf8());
            } catch (IOException e) {
                throw unreadable(call.operation(), file, e);
            }
        }
        return result;
    }

    private static HubSpotValidationException unreadable(Operation operation, ImportFile file, IOException cause) {
        return operation.invalid("file " + file.name() + " cannot be read: " + cause, cause);
    }

    private static void refuseShorthand(Call call) {
        for (Parameter<?> parameter : SHORTHAND) {
            if (call.arguments().get(parameter) != null) {
                throw call.operation().invalid(parameter.name() + " and importRequest are both given: " + parameter.name()
                        + " is a part of the request, write it there or leave importRequest out");
            }
        }
    }

    private static Request parse(Call call, Object given) {
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
        return new Request(given instanceof CharSequence text ? Json.withoutByteOrderMark(text.toString()).strip()
                : call.json().writeText(map), map);
    }

    /** The mappings that stand for a request, which can be made for one file. */
    private static Object mappings(Call call, List<ImportFile> files) {
        Operation operation = call.operation();
        Object mappings = call.arguments().get(Parameters.COLUMN_MAPPINGS);
        if (mappings == null) {
            throw operation.invalid("importRequest or columnMappings is required for " + operation.name()
                    + ": set header CamelHubSpotImportRequest or option importRequest to the whole request, or"
                    + " columnMappings to pairs such as Email=email*,First Name=firstname or to AUTO");
        }
        if (files.size() > 1) {
            throw operation.invalid("columnMappings describes one file, but the message brings " + files.size()
                    + ": write an importRequest for them");
        }
        return mappings;
    }

    private static Map<String, Object> shorthand(Call call, Object mappings, ImportFile file) {
        Operation operation = call.operation();
        if (spreadsheet(file.name())) {
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

    private static boolean spreadsheet(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".xlsx") || name.endsWith(".xls");
    }

    private static String contentType(String fileName) {
        return spreadsheet(fileName) ? "application/octet-stream" : "text/csv";
    }
}
