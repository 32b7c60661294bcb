package io.github.camelhubspot.internal.support;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.UUID;

/** Converts single values to text in HubSpot's form. */
public final class Scalars {

    /**
     * Slightly more than the exponents of a double. Without a limit, JSON such as 1e999999999 would become a gigabyte of
     * digits.
     */
    private static final int MAX_SCALE = 400;

    private Scalars() {
    }

    /** Returns the text of a value, or {@code null} if it has no text form. */
    public static String scalar(Object value) {
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
     * Returns an id as text. A number becomes its digits: a spreadsheet or script often gives 1001 as 1001.0.
     *
     * @return {@code null} if the value has no text form
     */
    public static String id(Object value) {
        String text = scalar(value);
        if (text != null && (value instanceof Double || value instanceof Float || value instanceof BigDecimal)) {
            BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
            return digits.scale() <= 0 ? digits.toPlainString() : text;
        }
        return text;
    }

    /** Returns whether a value is {@code null}, a blank text or an empty list. */
    public static boolean isNothing(Object value) {
        return value == null || value instanceof CharSequence text && text.toString().isBlank()
                || value instanceof Collection<?> list && list.isEmpty() || value instanceof Object[] array && array.length == 0;
    }

    /** Returns whether a value is {@code null}, a blank text, or has no text form. */
    public static boolean isBlank(Object value) {
        String text = value == null ? null : scalar(value);
        return text == null || text.isBlank();
    }

    /** Returns a point in time of any of Java's types, or {@code null} for a value of another type. */
    public static Instant instant(Object value) {
        return value instanceof Instant instant ? instant
                : value instanceof OffsetDateTime time ? time.toInstant()
                : value instanceof ZonedDateTime time ? time.toInstant()
                : value instanceof Calendar calendar ? calendar.toInstant()
                : value instanceof Date date && !(date instanceof java.sql.Date) && !(date instanceof java.sql.Time)
                        ? date.toInstant() : null;
    }

    /** Returns a number without an exponent, which HubSpot does not accept; {@code null} for NaN, infinity or a huge exponent. */
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
