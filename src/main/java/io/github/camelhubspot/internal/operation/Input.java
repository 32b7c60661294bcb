package io.github.camelhubspot.internal.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.support.Texts;

/**
 * The body of a message as the input of an operation: JSON as text, bytes or a stream, a map, a list, an iterator, a tree of
 * Jackson, or any object that Jackson can convert. It is parsed once, when it is first used.
 *
 * <p>Not thread-safe.
 */
public final class Input {

    private final Operation operation;
    private final Json json;
    private final Object raw;
    private Object plain;
    private boolean parsed;

    public Input(Operation operation, Json json, Object raw) {
        this.operation = operation;
        this.json = json;
        this.raw = raw;
    }

    public Operation operation() {
        return operation;
    }

    Json json() {
        return json;
    }

    /** Returns the body as it was given. */
    public Object raw() {
        return raw;
    }

    public boolean isEmpty() {
        return raw == null || raw instanceof CharSequence text && Json.withoutByteOrderMark(text.toString()).isBlank()
                || raw instanceof byte[] bytes && bytes.length == 0;
    }

    /**
     * Returns the body as maps, lists, iterators and scalars; {@code null} for an empty body.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if it is not JSON
     */
    public Object plain() {
        if (!parsed) {
            plain = isEmpty() ? null : parse();
            parsed = true;
        }
        return plain;
    }

    /**
     * Returns the body as a map; empty for an empty body.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if it is not a JSON object
     */
    public Map<String, Object> map() {
        Object value = plain();
        if (value == null) {
            return Map.of();
        }
        return asMap(value, "the body");
    }

    /**
     * Returns a part of the body as a map.
     *
     * @param  what the part, for the message
     * @throws io.github.camelhubspot.HubSpotValidationException if it is not a map
     */
    public Map<String, Object> asMap(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return textKeys(map, what);
        }
        throw operation.invalid(what + " of " + operation.name() + " must be a JSON object, but is "
                + describe(value));
    }

    /** Returns a part of the body as maps, lists and scalars. */
    public Object element(Object value) {
        if (value == null || isPlain(value)) {
            return value;
        }
        try {
            return json.toPlain(value);
        } catch (IllegalArgumentException e) {
            throw notConvertible(value, e);
        }
    }

    /** Returns the body as a map, or an empty map if it is not a JSON object. */
    public Map<?, ?> mapOrEmpty() {
        if (isEmpty()) {
            return Map.of();
        }
        try {
            return plain() instanceof Map<?, ?> map ? textKeys(map, "the body") : Map.of();
        } catch (HubSpotValidationException e) {
            return Map.of();
        }
    }

    /**
     * Returns what the body is if it looks like the response of an earlier call: a lead or a list of results; {@code null} for
     * any other body.
     */
    public String describeEarlierResponse() {
        Map<?, ?> map = mapOrEmpty();
        return element(map.get("properties")) instanceof Map<?, ?>
                ? "a lead, perhaps the answer of an earlier step"
                : map.get("results") instanceof Collection<?> ? "a list of results, perhaps the answer of an earlier step" : null;
    }

    /** Returns what a value is, for the text of an error. */
    public static String describe(Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Collection<?> || value instanceof Iterator<?> ? "a list"
                : value instanceof CharSequence ? "the text '" + Texts.printable(value) + "'"
                : value instanceof Map<?, ?> ? "an object" : value.getClass().getSimpleName() + " " + Texts.printable(value);
    }

    private Object parse() {
        try {
            if (raw instanceof CharSequence text) {
                return json.readAny(text.toString());
            }
            if (raw instanceof HttpBody.Content content) {
                try (InputStream in = content.open()) {
                    return json.readAny(in);
                }
            }
            if (raw instanceof byte[] || raw instanceof InputStream || raw instanceof Reader) {
                return json.readAny(raw);
            }
            return isPlain(raw) ? raw : json.toPlain(raw);
        } catch (IOException e) {
            throw unreadable(operation, e);
        } catch (IllegalArgumentException e) {
            throw notConvertible(raw, e);
        }
    }

    /** Returns the exception of a body whose JSON cannot be read. */
    public static HubSpotValidationException unreadable(Operation operation, IOException cause) {
        return cause instanceof JsonProcessingException e ? operation.invalid("the body is not JSON: " + e.getOriginalMessage()
                + (e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr()), null)
                : operation.invalid("the body cannot be read: " + cause.getMessage(), cause);
    }

    private RuntimeException notConvertible(Object value, IllegalArgumentException cause) {
        return operation.invalid("a body of type " + value.getClass().getName()
                + " is not understood: use a Map, a List, JSON or an object that Jackson can read", cause);
    }

    private static boolean isPlain(Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?> || value instanceof Iterator<?>
                || value instanceof Iterable<?> && !(value instanceof com.fasterxml.jackson.databind.JsonNode)
                || value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
    }

    private Map<String, Object> textKeys(Map<?, ?> map, String what) {
        Map<String, Object> result = new LinkedHashMap<>(map.size() * 2);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() == null) {
                throw operation.invalid(what + " has a null key");
            }
            String key = trimmed(entry.getKey().toString());
            if (result.containsKey(key)) {
                throw operation.invalid(what + " has the key '" + Texts.printable(key) + "' twice, with and without blanks");
            }
            result.put(key, entry.getValue());
        }
        return result;
    }

    /** Removes a byte order mark and blanks around a key, which the first column of a table often has. */
    private static String trimmed(String key) {
        int start = 0;
        int end = key.length();
        while (start < end && isBlank(key.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(key.charAt(end - 1))) {
            end--;
        }
        return key.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c > '~' && (c == '\uFEFF' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
