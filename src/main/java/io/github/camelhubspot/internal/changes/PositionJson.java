package io.github.camelhubspot.internal.changes;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads and writes stored positions: JSON with a version, so that people can read and set them, and later versions of this
 * component can distinguish their positions from those of this one.
 */
final class PositionJson {

    private static final int VERSION = 1;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int MAX_QUOTED = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PositionJson() {
    }

    /**
     * Parses a time within the range that HubSpot accepts.
     *
     * @throws DateTimeException if the text is not such a time
     */
    static Instant time(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new DateTimeException("'" + text + "' is not between " + Instant.EPOCH + " and " + LATEST);
        }
        return time;
    }

    static String write(Map<String, ?> fields) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", VERSION);
        all.putAll(fields);
        try {
            return MAPPER.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts cannot be written as JSON", e);
        }
    }

    /**
     * Reads the fields of a position.
     *
     * @param  kind                     kind of position, for the message of the exception
     * @param  example                  a valid position, for the message of the exception
     * @throws IllegalArgumentException if the text is not a position, or one of a later version
     */
    static Map<String, Object> read(String text, String kind, String example) {
        Map<String, Object> fields;
        try {
            fields = MAPPER.readValue(text, new TypeReference<>() {
            });
        } catch (JsonProcessingException e) {
            throw invalid(text, kind, example, e);
        }
        if (fields == null || !(fields.get("version") instanceof Integer version) || version < 1) {
            throw invalid(text, kind, example, null);
        }
        if (version > VERSION) {
            throw new IllegalArgumentException("'" + shortened(text) + "' is of version " + version
                    + ", but this version of camel-hubspot knows positions up to version " + VERSION + " only");
        }
        return fields;
    }

    static IllegalArgumentException invalid(String text, String kind, String example, Exception cause) {
        return new IllegalArgumentException("'" + shortened(text) + "' is not " + kind + " such as " + example, cause);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
    }
}
