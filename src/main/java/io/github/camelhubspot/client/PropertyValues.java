package io.github.camelhubspot.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.NullValues;

/** Property values as HubSpot takes them: every one is text. */
final class PropertyValues {

    /** As far as a double goes; a few bytes of JSON such as 1e999999999 would else become a gigabyte of digits. */
    private static final int MAX_SCALE = 400;

    private PropertyValues() {
    }

    /**
     * The values of an input as text, in their order, without those that have none.
     *
     * @param path     where the properties stand in the body, such as {@code inputs[3].properties}
     * @param flat     whether blank texts and empty lists are no value either, as in a row of a table; otherwise they clear
     *                 the property
     * @param problems gets every value without a text, and that no property is left to send
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

    /** As {@link #text}, but there may be nothing left to send. */
    static Map<String, String> textOrNone(Call call, String path, Map<?, ?> values, boolean flat, Problems problems) {
        boolean clear = call.get(Parameters.NULL_VALUES, NullValues.SKIP) == NullValues.CLEAR;
        Map<String, String> result = new LinkedHashMap<>(values.size() * 2);
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (name.isBlank()) {
                problems.add(path, "has a property without a name");
                continue;
            }
            Object value = plain(call, entry.getValue());
            String text = value == null ? "" : text(call, path + '.' + name, value, problems);
            boolean nothing = value == null || flat && text != null && text.isBlank();
            if (text != null && (clear || !nothing)) {
                result.put(name, nothing ? "" : text);
            }
        }
        return result;
    }

    /** @return {@code null} if the value has no text, which is a problem then */
    static String text(Call call, String path, Object value, Problems problems) {
        Object list = value instanceof Object[] array ? Arrays.asList(array) : value;
        if (list instanceof Collection<?> items) {
            return joined(call, path, items, problems);
        }
        String text = scalar(value);
        if (text == null) {
            problems.add(path, (value instanceof Map<?, ?> ? "is an object"
                    : value instanceof Number ? "is " + Parameter.printable(value) + ", which HubSpot cannot hold"
                    : "is of type " + value.getClass().getName())
                    + ": a property of HubSpot is a text, number, boolean, date or a list of those");
        }
        return text;
    }

    /** A value without Jackson's wrapping. */
    static Object plain(Call call, Object value) {
        return value instanceof JsonNode node ? call.json().toPlain(node) : value;
    }

    /** HubSpot separates the options of a multiple-choice property by semicolons and knows no escape for one. */
    private static String joined(Call call, String path, Collection<?> items, Problems problems) {
        int before = problems.count();
        List<String> texts = new ArrayList<>(items.size());
        int index = 0;
        for (Object item : items) {
            String text = item == null ? "" : scalar(plain(call, item));
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

    /** @return {@code null} if the value has no text form */
    static String scalar(Object value) {
        if (value instanceof CharSequence || value instanceof Boolean || value instanceof Character
                || value instanceof UUID || value instanceof java.net.URI) {
            return value.toString();
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof LocalDate || value instanceof java.sql.Date) {
            return value.toString();
        }
        Instant instant = instant(value);
        return instant == null ? null : instant.toString();
    }

    /**
     * An id as text. A number of any type becomes its digits: a spreadsheet or a script often has 1001 as 1001.0.
     *
     * @return {@code null} if the value has no text form
     */
    static String id(Object value) {
        String text = scalar(value);
        if (text != null && (value instanceof Double || value instanceof Float || value instanceof BigDecimal)) {
            BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
            return digits.scale() <= 0 ? digits.toPlainString() : text;
        }
        return text;
    }

    /** Whether a key has no value: null, a blank text or an empty list. */
    static boolean isNothing(Object value) {
        return value == null || value instanceof CharSequence text && text.toString().isBlank()
                || value instanceof Collection<?> list && list.isEmpty() || value instanceof Object[] array && array.length == 0;
    }

    /** Whether there is nothing, or nothing that has a text. */
    static boolean isBlank(Object value) {
        String text = value == null ? null : scalar(value);
        return text == null || text.isBlank();
    }

    static Instant instant(Object value) {
        return value instanceof Instant instant ? instant
                : value instanceof OffsetDateTime time ? time.toInstant()
                : value instanceof ZonedDateTime time ? time.toInstant()
                : value instanceof Calendar calendar ? calendar.toInstant()
                : value instanceof Date date && !(date instanceof java.sql.Date) && !(date instanceof java.sql.Time)
                        ? date.toInstant() : null;
    }

    /** All digits and no exponent, which HubSpot would not read; {@code null} for what is no number or has no end of digits. */
    private static String number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Double.isFinite(value) ? new BigDecimal(number.toString()).toPlainString() : null;
        }
        if (number instanceof BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) > MAX_SCALE ? null : decimal.toPlainString();
        }
        return number.toString();
    }
}
