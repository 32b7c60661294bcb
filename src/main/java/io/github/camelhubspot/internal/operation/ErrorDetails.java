package io.github.camelhubspot.internal.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the details of an error. Each may be missing or have another type than HubSpot documents. */
public final class ErrorDetails {

    private ErrorDetails() {
    }

    /** Returns the objects of a list of errors, as copies; empty for anything but a list. */
    public static List<Map<String, Object>> errors(Object value) {
        List<Map<String, Object>> result = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    Map<String, Object> copy = new LinkedHashMap<>();
                    map.forEach((key, item) -> copy.put(String.valueOf(key), item));
                    result.add(copy);
                }
            }
        }
        return result;
    }

    /** Returns the context of an error; empty for anything but an object. */
    public static Map<String, List<String>> context(Object value) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> result.put(String.valueOf(key), item instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList() : List.of(String.valueOf(item))));
        }
        return result;
    }
}
