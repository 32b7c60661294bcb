package io.github.camelhubspot.internal.lead;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.NullValues;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Scalars;
import io.github.camelhubspot.internal.support.Texts;

/** Converts property values to text, the only type that HubSpot accepts. */
final class PropertyValues {

    private PropertyValues() {
    }

    /**
     * Returns the values of an input as text, in their order, without properties that have no value.
     *
     * @param path     path of the properties in the body, such as {@code inputs[3].properties}
     * @param flat     whether blank texts and empty lists are no value either, as in a row of a table; otherwise they clear
     *                 the property
     * @param problems receives each value that has no text, and the absence of any value
     */
    static Map<String, String> text(Call call, String path, Map<?, ?> values, boolean flat, Problems problems) {
        int before = problems.count();
        Map<String, String> result = textOrNone(call, path, values, flat, problems);
        if (result.isEmpty() && problems.count() == before) {
            problems.add(path, "has no value to send" + (values.isEmpty() ? ""
                    : ": all are " + (flat ? "null, blank or empty" : "null") + ", which nullValues=SKIP leaves out;"
                            + " nullValues=CLEAR would clear them"));
        }
        return result;
    }

    /** Returns the values as {@link #text} does, but no value is no problem. */
    static Map<String, String> textOrNone(Call call, String path, Map<?, ?> values, boolean flat, Problems problems) {
        boolean clear = call.get(Parameters.NULL_VALUES, NullValues.SKIP) == NullValues.CLEAR;
        Map<String, String> result = new LinkedHashMap<>(values.size() * 2);
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (name.isBlank()) {
                problems.add(path, "has a property without a name");
                continue;
            }
            Object value = call.plain(entry.getValue());
            String text = value == null ? "" : text(call, path + '.' + name, value, problems);
            boolean absent = value == null || flat && text != null && text.isBlank();
            if (text != null && (clear || !absent)) {
                result.put(name, absent ? "" : text);
            }
        }
        return result;
    }

    /** @return {@code null} if the value has no text, which is added to the problems */
    static String text(Call call, String path, Object value, Problems problems) {
        Object list = value instanceof Object[] array ? Arrays.asList(array) : value;
        if (list instanceof Collection<?> items) {
            return joined(call, path, items, problems);
        }
        String text = Scalars.scalar(value);
        if (text == null) {
            problems.add(path, (value instanceof Map<?, ?> ? "is an object"
                    : value instanceof Number ? "is " + Texts.printable(value) + ", which HubSpot cannot hold"
                    : "is of type " + value.getClass().getName())
                    + ": a property of HubSpot is a text, number, boolean, date or a list of those");
        }
        return text;
    }

    /** Joins the options of a multiple-choice property by semicolons, for which HubSpot has no escape. */
    private static String joined(Call call, String path, Collection<?> items, Problems problems) {
        int before = problems.count();
        List<String> texts = new ArrayList<>(items.size());
        int index = 0;
        for (Object item : items) {
            String text = item == null ? "" : Scalars.scalar(call.plain(item));
            if (text == null || text.indexOf(';') >= 0) {
                problems.add(path + '[' + index + ']',
                        text == null ? "is not a text, number, boolean or date" : "has a semicolon, which separates values");
            } else if (!text.isEmpty()) {
                texts.add(text);
            }
            index++;
        }
        return problems.count() == before ? String.join(";", texts) : null;
    }
}
