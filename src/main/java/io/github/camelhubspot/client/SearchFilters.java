package io.github.camelhubspot.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Filters of a search with their operands as HubSpot takes them: every one is text, a moment its epoch milliseconds. */
final class SearchFilters {

    private SearchFilters() {
    }

    /** @return what was given if it is no list: HubSpot will say so */
    static Object text(Call call, Object given) {
        if (!(plain(call, given) instanceof Collection<?> groups)) {
            return given;
        }
        List<Object> result = new ArrayList<>(groups.size());
        for (Object group : groups) {
            result.add(plain(call, group) instanceof Map<?, ?> map ? group(call, map, "filterGroups[" + result.size() + ']') : group);
        }
        return result;
    }

    private static Map<Object, Object> group(Call call, Map<?, ?> group, String path) {
        Map<Object, Object> result = new LinkedHashMap<>(group);
        if (plain(call, group.get("filters")) instanceof Collection<?> filters) {
            List<Object> texts = new ArrayList<>(filters.size());
            for (Object filter : filters) {
                texts.add(plain(call, filter) instanceof Map<?, ?> map
                        ? filter(call, map, path + ".filters[" + texts.size() + ']') : filter);
            }
            result.put("filters", texts);
        }
        return result;
    }

    private static Map<Object, Object> filter(Call call, Map<?, ?> filter, String path) {
        Map<Object, Object> result = new LinkedHashMap<>(filter);
        for (String operand : List.of("value", "highValue")) {
            result.computeIfPresent(operand, (key, value) -> text(call, path + '.' + operand, value));
        }
        if (plain(call, filter.get("values")) instanceof Collection<?> values) {
            List<String> texts = new ArrayList<>(values.size());
            for (Object value : values) {
                texts.add(text(call, path + ".values[" + texts.size() + ']', value));
            }
            result.put("values", texts);
        }
        return result;
    }

    private static Object plain(Call call, Object value) {
        return value instanceof JsonNode node ? call.json().toPlain(node)
                : value instanceof Object[] array ? Arrays.asList(array) : value;
    }

    private static String text(Call call, String path, Object given) {
        Object value = plain(call, given);
        Instant instant = PropertyValues.instant(value);
        String text = instant != null ? String.valueOf(instant.toEpochMilli()) : PropertyValues.scalar(value);
        if (text == null) {
            throw call.operation().invalid(path + " must be a text, number, boolean or date, but is " + Input.describe(value));
        }
        return text;
    }
}
