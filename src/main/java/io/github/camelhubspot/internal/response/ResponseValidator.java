package io.github.camelhubspot.internal.response;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.support.Scalars;
import io.github.camelhubspot.model.Import;
import io.github.camelhubspot.model.Lead;

/** Checks the parts of a response that the component and its users rely on. Other fields may be missing, new or of any type. */
final class ResponseValidator {

    private static final List<String> ID = List.of("id");

    private ResponseValidator() {
    }

    /** @throws IOException if a field is missing or has the wrong type; the message names its path */
    static void check(ResponseType type, Map<String, Object> content, int status) throws IOException {
        try {
            if (type.element() == null) {
                record(type.record(), content, "");
            } else {
                list(type, content);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the answer with status " + status + " is not usable: " + e.getMessage(), e);
        }
    }

    private static void list(ResponseType type, Map<?, ?> content) {
        Object results = content.get("results");
        boolean onlyErrors = results == null && content.get("errors") instanceof List<?> errors && !errors.isEmpty();
        if (!onlyErrors && !(results instanceof List<?>)) {
            throw wrong("results", "a list", results);
        }
        int index = 0;
        for (Object element : ResponseType.results(content)) {
            String path = "results[" + index++ + ']';
            if (!(element instanceof Map<?, ?> map)) {
                throw wrong(path, "an object", element);
            }
            record(type.element(), map, path + '.');
        }
        absentOr(content, "errors", "", List.class, "a list");
        absentOr(content, "numErrors", "", Number.class, "a number");
        absentOr(content, "total", "", Number.class, "a number");
        if (absentOr(content, "paging", "", Map.class, "an object") instanceof Map<?, ?> paging
                && absentOr(paging, "next", "paging.", Map.class, "an object") instanceof Map<?, ?> next
                && next.get("after") != null && Scalars.isBlank(next.get("after"))) {
            throw wrong("paging.next.after", "a text", next.get("after"));
        }
    }

    private static void record(Class<?> type, Map<?, ?> record, String path) {
        if (type == Lead.class) {
            required(record, path, ID);
            absentOr(record, "properties", path, Map.class, "an object");
        } else if (type == Import.class) {
            required(record, path, List.of("id", "importId"));
            required(record, path, List.of("state"));
            absentOr(record, "metadata", path, Map.class, "an object");
        }
    }

    /** @param names possible names of the field; the first is the usual one, which an error names */
    private static void required(Map<?, ?> record, String path, List<String> names) {
        Object value = null;
        for (String name : names) {
            value = value == null ? record.get(name) : value;
        }
        if (!(value instanceof CharSequence || value instanceof Number) || Scalars.isBlank(value)) {
            throw wrong(path + names.get(0), "a text", value);
        }
    }

    private static Object absentOr(Map<?, ?> record, String name, String path, Class<?> type, String expected) {
        Object value = record.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrong(path + name, expected, value);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String path, String expected, Object value) {
        return new IllegalArgumentException(path + (value == null ? " is missing" : " must be " + expected + ", but is "
                + Input.describe(value)));
    }
}
