package io.github.camelhubspot.internal.parameter;

import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import io.github.camelhubspot.internal.support.Scalars;
import io.github.camelhubspot.internal.support.Texts;
import io.github.camelhubspot.internal.support.TimeSpans;

/**
 * A parameter of an operation: its name, header and type, and the values that are acceptable.
 *
 * <p>Immutable. Two parameters with the same name are equal.
 *
 * @param <T> its type
 */
public final class Parameter<T> {

    private final String name;
    private final String header;
    private final Function<Object, T> parser;
    private final Kind kind;
    /** A type that the parser accepts in addition to texts, numbers and lists. */
    private final Class<?> nativeType;

    /** How a value relates to files and headers. */
    private enum Kind { VALUE, DOCUMENT, FILE, OPTION_ONLY }

    private Parameter(String name, Function<Object, T> parser) {
        this(name, parser, Kind.VALUE, Void.class);
    }

    /**
     * @param parser converts the raw value of a header or option. Throws {@link IllegalArgumentException} with the problem as its
     *               message, without the name of the parameter.
     */
    private Parameter(String name, Function<Object, T> parser, Kind kind, Class<?> nativeType) {
        this.name = name;
        this.header = "CamelHubSpot" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        this.parser = parser;
        this.kind = kind;
        this.nativeType = nativeType;
    }

    /** Returns the name of the option, which is also that of the query parameter or path variable at HubSpot. */
    public String name() {
        return name;
    }

    /** Returns the message header that gives the parameter for one exchange. */
    public String header() {
        return header;
    }

    /**
     * Converts the raw value of a header or option.
     *
     * @return {@code null} for {@code null} or a blank text
     * @throws IllegalArgumentException if the value is not acceptable; the message names parameter, header and option
     */
    public T parse(Object raw) {
        Object value = plain(raw);
        if (value == null || value instanceof CharSequence text && text.toString().isBlank()) {
            return null;
        }
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " " + e.getMessage() + " (header " + header + " or option " + name + ")", e);
        }
    }

    /** Returns the value of a JSON node, which expressions such as jq set as a header; any other value as it is. */
    public static Object plain(Object raw) {
        return raw instanceof ValueNode node ? textOf(node) : raw;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameter<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }

    static Parameter<String> text(String name) {
        return new Parameter<>(name, Parameter::asText);
    }

    /** A value that becomes a segment of a path. Refuses {@code .} and {@code ..}, which servers resolve as relative paths. */
    static Parameter<String> segment(String name) {
        return new Parameter<>(name, raw -> {
            String value = asText(raw).strip();
            if (value.equals(".") || value.equals("..") || hasControlCharacter(value)) {
                throw new IllegalArgumentException("'" + Texts.printable(value) + "' cannot be part of a path");
            }
            return value;
        });
    }

    /** A loop, because a stream would allocate more than half a kilobyte for each call. */
    private static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** An id of HubSpot: a 64-bit number. */
    static Parameter<String> id(String name) {
        return new Parameter<>(name, raw -> digits(asText(raw).strip()));
    }

    /** The name or id of an object type, such as {@code contacts}, {@code 0-1} or {@code p123_pets}. */
    static Parameter<String> objectType(String name) {
        return new Parameter<>(name, raw -> {
            String value = asText(raw).strip();
            if (!value.matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException("'" + Texts.printable(value)
                        + "' is not an object type: use a name such as contacts or an id such as 0-1");
            }
            return value;
        });
    }

    static Parameter<List<String>> list(String name) {
        return new Parameter<>(name, Parameter::asList);
    }

    static Parameter<Integer> integer(String name) {
        return new Parameter<>(name, raw -> {
            try {
                return raw instanceof Number number ? new BigDecimal(number.toString()).intValueExact()
                        : Integer.valueOf(asText(raw).strip());
            } catch (ArithmeticException | NumberFormatException e) {
                throw new IllegalArgumentException("'" + Texts.printable(raw) + "' is not a whole number", e);
            }
        });
    }

    /** A whole number within bounds, both inclusive. */
    static Parameter<Integer> integer(String name, int min, int max) {
        Parameter<Integer> any = integer(name);
        return new Parameter<>(name, raw -> {
            Integer value = any.parser.apply(raw);
            if (value < min || value > max) {
                throw new IllegalArgumentException(value + " is not between " + min + " and " + max);
            }
            return value;
        });
    }

    static Parameter<Boolean> bool(String name) {
        return new Parameter<>(name, raw -> {
            if (raw instanceof Boolean value) {
                return value;
            }
            return switch (asText(raw).strip().toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("'" + Texts.printable(raw) + "' is not true or false");
            };
        });
    }

    /** A time span longer than 0, in the syntax of {@link TimeSpans}. */
    static Parameter<Duration> duration(String name) {
        return duration(name, Parameter::notPositive);
    }

    /** A time span within bounds, both inclusive. */
    static Parameter<Duration> duration(String name, Duration min, Duration max) {
        return duration(name, span -> notPositive(span) != null ? notPositive(span)
                : span.compareTo(min) >= 0 && span.compareTo(max) <= 0 ? null
                : "is not between " + min.toMillis() + " and " + max.toMillis() + " milliseconds");
    }

    /** A time span that may be 0. */
    static Parameter<Duration> durationOrZero(String name) {
        return duration(name, span -> span.isNegative() ? "is negative" : null);
    }

    private static String notPositive(Duration span) {
        return span.isZero() || span.isNegative() ? "is not more than 0" : null;
    }

    /** @param check returns the problem of a time span; {@code null} for none */
    private static Parameter<Duration> duration(String name, Function<Duration, String> check) {
        return new Parameter<>(name, raw -> {
            Duration span = raw instanceof Duration value ? value : TimeSpans.parse(asText(raw));
            String problem = check.apply(span);
            if (problem != null) {
                throw new IllegalArgumentException("'" + Texts.printable(raw) + "' " + problem);
            }
            return span;
        }, Kind.VALUE, Duration.class);
    }

    static <E extends Enum<E>> Parameter<E> choice(String name, Class<E> type) {
        return new Parameter<>(name, raw -> {
            if (type.isInstance(raw)) {
                return type.cast(raw);
            }
            String value = asText(raw).strip();
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("'" + Texts.printable(value) + "' is not one of "
                    + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
        });
    }

    /** A value of any type, which the operation reads. */
    static Parameter<Object> any(String name) {
        return new Parameter<>(name, raw -> raw, Kind.VALUE, Object.class);
    }

    /** Like {@link #any}, but a text may also be the address of the value. */
    static Parameter<Object> document(String name) {
        return new Parameter<>(name, raw -> raw, Kind.DOCUMENT, Object.class);
    }

    /** Returns whether a text that begins with {@code classpath:} or {@code file:} is the address of the value. */
    public boolean isDocument() {
        return kind == Kind.DOCUMENT;
    }

    /** A file. A text is its path, with or without the prefix {@code file:}. */
    static Parameter<ImportFile> file(String name) {
        return new Parameter<>(name, raw -> raw instanceof ImportFile file ? file
                : ImportFile.of(raw instanceof Path path ? path : raw instanceof File file ? file.toPath()
                        : Path.of(asText(raw).strip().replaceFirst("^file:", ""))), Kind.FILE, ImportFile.class);
    }

    /** Returns whether the value is a file, so that a text is the path of one. */
    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** A text that only an option gives. A header of this name is ignored. */
    static Parameter<String> optionOnly(String name) {
        return new Parameter<>(name, Parameter::asText, Kind.OPTION_ONLY, Void.class);
    }

    /** Returns whether a header can give the value. */
    public boolean hasHeader() {
        return kind != Kind.OPTION_ONLY;
    }

    /** Returns whether the parser accepts a value without a conversion to text. */
    public boolean takes(Object raw) {
        return nativeType.isInstance(raw);
    }

    /**
     * Returns an id that has the form of HubSpot's own ids.
     *
     * @throws IllegalArgumentException for another text
     */
    public static String digits(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9') || !fitsLong(value)) {
            throw new IllegalArgumentException("'" + Texts.printable(value)
                    + "' is not an id of HubSpot: digits are expected, a number of 64 bits");
        }
        return value;
    }

    private static boolean fitsLong(String digits) {
        String max = String.valueOf(Long.MAX_VALUE);
        return digits.length() < max.length() || digits.length() == max.length() && digits.compareTo(max) <= 0;
    }

    private static String textOf(ValueNode node) {
        return node.isNull() || node.isMissingNode() ? null : node.isNumber() ? asText(node.numberValue()) : node.asText();
    }

    private static String asText(Object raw) {
        if (raw instanceof CharSequence || raw instanceof Boolean || raw instanceof Enum<?>) {
            return raw.toString();
        }
        if (raw instanceof Number) {
            String text = Scalars.id(raw);
            return text == null ? raw.toString() : text;
        }
        throw new IllegalArgumentException("is of type " + raw.getClass().getName() + ": a text is expected");
    }

    private static List<String> asList(Object raw) {
        Iterable<?> items;
        if (raw instanceof Collection<?> || raw instanceof ArrayNode) {
            items = (Iterable<?>) raw;
        } else if (raw instanceof Object[] array) {
            items = Arrays.asList(array);
        } else if (raw instanceof Map<?, ?>) {
            throw new IllegalArgumentException("is a map: a list or comma-separated text is expected");
        } else {
            items = Arrays.asList(asText(raw).split(","));
        }
        List<String> result = new ArrayList<>();
        for (Object item : items) {
            Object value = item instanceof ValueNode node ? textOf(node) : item;
            String text = value == null ? "" : asText(value).strip();
            if (!text.isEmpty()) {
                result.add(text);
            }
        }
        return result.isEmpty() ? null : List.copyOf(result);
    }
}
