package io.github.camelhubspot.internal.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.support.Scalars;

/** Converts the operands of a search's filters to the form that HubSpot accepts: text, and epoch milliseconds for times. */
final class SearchFilters {

    private final Call call;
    private final Input body;
    private final Problems problems;

    /** @param problems receives operands that have no text form */
    SearchFilters(Call call, Input body, Problems problems) {
        this.call = call;
        this.body = body;
        this.problems = problems;
    }

    /** Converts filter groups. Returns anything but a list unchanged: {@link SearchValidator} or HubSpot reports it. */
    Object text(Object given) {
        if (!(plain(body, given) instanceof Collection<?> groups)) {
            return given;
        }
        List<Object> result = new ArrayList<>(groups.size());
        for (Object group : groups) {
            result.add(plain(body, group) instanceof Map<?, ?> map
                    ? group(map, "filterGroups[" + result.size() + ']') : group);
        }
        return result;
    }

    /** Converts an array or object to a list or map. Its elements are not converted, because a time would lose its type. */
    static Object plain(Input body, Object value) {
        return value instanceof Object[] array ? Arrays.asList(array) : body.element(value);
    }

    private Map<Object, Object> group(Map<?, ?> group, String path) {
        Map<Object, Object> result = new LinkedHashMap<>(group);
        if (plain(body, group.get("filters")) instanceof Collection<?> filters) {
            List<Object> texts = new ArrayList<>(filters.size());
            for (Object filter : filters) {
                texts.add(plain(body, filter) instanceof Map<?, ?> map
                        ? filter(map, path + ".filters[" + texts.size() + ']') : filter);
            }
            result.put("filters", texts);
        }
        return result;
    }

    private Map<Object, Object> filter(Map<?, ?> filter, String path) {
        Map<Object, Object> result = new LinkedHashMap<>(filter);
        for (String operand : List.of("value", "highValue")) {
            result.computeIfPresent(operand, (key, value) -> text(path + '.' + operand, value));
        }
        Object given = call.plain(filter.get("values"));
        if ((given instanceof Object[] array ? Arrays.asList(array) : given) instanceof Collection<?> values) {
            List<String> texts = new ArrayList<>(values.size());
            for (Object value : values) {
                texts.add(text(path + ".values[" + texts.size() + ']', value));
            }
            result.put("values", texts);
        }
        return result;
    }

    private String text(String path, Object given) {
        Object value = call.plain(given);
        Instant instant = Scalars.instant(value);
        String text = instant != null ? String.valueOf(instant.toEpochMilli()) : Scalars.scalar(value);
        if (text == null) {
            problems.add(path, "must be a text, number, boolean or date, but is " + Input.describe(value));
        }
        return text == null ? "" : text;
    }
}
