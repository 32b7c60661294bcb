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
 * A parameter of an operation: the one place that knows its name, its header, its type and what is acceptable.
 *
 * @param <T> its type
 */
public final class Parameter<T> {

    private final String name;
    private final String header;
    private final Function<Object, T> parser;
    private final Kind kind;
    /** A type whose values the parser takes beside texts, numbers and lists. */
    private final Class<?> own;

    /** How a parameter's value relates to files and headers. */
    private enum Kind { VALUE, DOCUMENT, FILE, OPTION_ONLY }

    private Parameter(String name, Function<Object, T> parser) {
        this(name, parser, Kind.VALUE, Void.class);
    }

    /**
     * @param parser from a header's or option's raw value to the typed one; an {@link IllegalArgumentException} says what is
     *               wrong with it, without the name
     */
    private Parameter(String name, Function<Object, T> parser, Kind kind, Class<?> own) {
        this.name = name;
        this.header = "CamelHubSpot" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        this.parser = parser;
        this.kind = kind;
        this.own = own;
    }

    /** Name of the option, and of the query parameter or path variable at HubSpot. */
    public String name() {
        return name;
    }

    /** The message header that gives the parameter for one exchange. */
    public String header() {
        return header;
    }

    /**
     * @return {@code null} for no value, which is also what a blank text means
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

    /** The value itself, where a JSON expression, such as one of jq, gives it as a node. */
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

    /** A value that becomes one segment of a path. Dots alone would be resolved away by any server, so they are refused. */
    static Parameter<String> segment(String name) {
        return new Parameter<>(name, raw -> {
            String value = asText(raw).strip();
            if (value.equals(".") || value.equals("..") || hasControlCharacter(value)) {
                throw new IllegalArgumentException("'" + Texts.printable(value) + "' cannot be part of a path");
            }
            return value;
        });
    }

    /** A loop, because this is done for every call: a stream allocates a good half of a kilobyte. */
    private static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** An id that HubSpot gave: a 64-bit number. */
    static Parameter<String> id(String name) {
        return new Parameter<>(name, raw -> digits(asText(raw).strip()));
    }

    /** Name or id of an object type, such as {@code contacts}, {@code 0-1} or {@code p123_pets}. */
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

    /** A whole number with bounds. */
    static Parameter<Integer> integer(String name, int least, int most) {
        Parameter<Integer> any = integer(name);
        return new Parameter<>(name, raw -> {
            Integer value = any.parser.apply(raw);
            if (value < least || value > most) {
                throw new IllegalArgumentException(value + " is not between " + least + " and " + most);
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

    /** A time span of more than nothing, as {@link TimeSpans} reads it. */
    static Parameter<Duration> duration(String name) {
        return new Parameter<>(name, raw -> {
            Duration value = raw instanceof Duration given ? given : TimeSpans.parse(asText(raw));
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException("'" + Texts.printable(raw) + "' is not more than 0");
            }
            return value;
        }, Kind.VALUE, Duration.class);
    }

    /** A time span with bounds. */
    static Parameter<Duration> duration(String name, Duration least, Duration most) {
        Parameter<Duration> any = duration(name);
        return new Parameter<>(name, raw -> {
            Duration value = any.parser.apply(raw);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException("'" + Texts.printable(raw) + "' is not between " + least.toMillis() + " and "
                        + most.toMillis() + " milliseconds");
            }
            return value;
        }, Kind.VALUE, Duration.class);
    }

    /** A time span that may be nothing. */
    static Parameter<Duration> durationOrNone(String name) {
        return new Parameter<>(name, raw -> {
            Duration value = raw instanceof Duration given ? given : TimeSpans.parse(asText(raw));
            if (value.isNegative()) {
                throw new IllegalArgumentException("'" + Texts.printable(raw) + "' is negative");
            }
            return value;
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

    /** A value that is handed on as it is: the operation reads it. */
    static Parameter<Object> any(String name) {
        return new Parameter<>(name, raw -> raw, Kind.VALUE, Object.class);
    }

    /** Like {@link #any}, but a text may also say where the value is to be read from. */
    static Parameter<Object> document(String name) {
        return new Parameter<>(name, raw -> raw, Kind.DOCUMENT, Object.class);
    }

    /** Whether a value that begins with {@code classpath:} or {@code file:} is the address of the actual one. */
    public boolean isDocument() {
        return kind == Kind.DOCUMENT;
    }

    /** A file; a text is its path, with or without {@code file:} before it. */
    static Parameter<ImportFile> file(String name) {
        return new Parameter<>(name, raw -> raw instanceof ImportFile file ? file
                : ImportFile.of(raw instanceof Path path ? path : raw instanceof File file ? file.toPath()
                        : Path.of(asText(raw).strip().replaceFirst("^file:", ""))), Kind.FILE, ImportFile.class);
    }

    /** Whether the value is a file, so that a text is the name of one. */
    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** A text that only an option gives: a header of this name means nothing. */
    static Parameter<String> optionOnly(String name) {
        return new Parameter<>(name, Parameter::asText, Kind.OPTION_ONLY, Void.class);
    }

    /** Whether a header can give the value. */
    public boolean hasHeader() {
        return kind != Kind.OPTION_ONLY;
    }

    /** Whether a value needs no conversion into a text, because the parameter has values of its type. */
    public boolean takes(Object raw) {
        return own.isInstance(raw);
    }

    /** The id itself, if it is one that HubSpot gives. */
    public static String digits(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9') || !fitsLong(value)) {
            throw new IllegalArgumentException("'" + Texts.printable(value)
                    + "' is not an id of HubSpot: digits are expected, a number of 64 bits");
        }
        return value;
    }

    private static boolean fitsLong(String digits) {
        String most = String.valueOf(Long.MAX_VALUE);
        return digits.length() < most.length() || digits.length() == most.length() && digits.compareTo(most) <= 0;
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
