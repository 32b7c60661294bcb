package io.github.camelhubspot.internal.response;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.support.Scalars;
import io.github.camelhubspot.model.Import;
import io.github.camelhubspot.model.Lead;

/** What the component and its users rely on in an answer. All else may be missing, new or of another type. */
final class ResponseValidator {

    private static final List<String> ID = List.of("id");

    private ResponseValidator() {
    }

    /** @throws IOException if something is missing or of a wrong type; the message names its path */
    static void check(ResponseType type, Map<String, Object> answer, int status) throws IOException {
        try {
            if (type.element() == null) {
                record(type.record(), answer, "");
            } else {
                list(type, answer);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the answer with status " + status + " is not usable: " + e.getMessage(), e);
        }
    }

    private static void list(ResponseType type, Map<?, ?> answer) {
        Object results = answer.get("results");
        boolean onlyErrors = results == null && answer.get("errors") instanceof List<?> errors && !errors.isEmpty();
        if (!onlyErrors && !(results instanceof List<?>)) {
            throw wrong("results", "a list", results);
        }
        int index = 0;
        for (Object element : ResponseType.results(answer)) {
            String path = "results[" + index++ + ']';
            if (!(element instanceof Map<?, ?> map)) {
                throw wrong(path, "an object", element);
            }
            record(type.element(), map, path + '.');
        }
        absentOr(answer, "errors", "", List.class, "a list");
        absentOr(answer, "numErrors", "", Number.class, "a number");
        absentOr(answer, "total", "", Number.class, "a number");
        if (absentOr(answer, "paging", "", Map.class, "an object") instanceof Map<?, ?> paging
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

    /** @param names what the field may be called; the first is HubSpot's name in most answers */
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
