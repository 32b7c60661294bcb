package io.github.camelhubspot.internal.changes;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How a position is written down: JSON with a version, so that a later version of this component can tell its own positions
 * from those of this one, and people can read and set them.
 */
public final class PositionText {

    private static final int VERSION = 1;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PositionText() {
    }

    public static String of(ChangePosition position) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("modified", position.modified().toString());
        fields.put("leadId", Long.toString(position.leadId()));
        return write(fields);
    }

    /** @throws IllegalArgumentException if the text is not a position, or of a later version; the message tells what is wrong */
    public static ChangePosition parse(String text) {
        Map<String, Object> fields = read(text);
        try {
            ChangePosition position = new ChangePosition(time(required(fields, "modified", text)),
                    Long.parseLong(required(fields, "leadId", text)));
            if (position.leadId() >= 0) {
                return position;
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw unreadable(text, e);
        }
        throw unreadable(text, null);
    }

    /**
     * Reads a time that HubSpot can be asked for.
     *
     * @throws DateTimeException if the text is none
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
            throw new IllegalStateException("texts can be written", e);
        }
    }

    static Map<String, Object> read(String text) {
        Map<String, Object> fields;
        try {
            fields = MAPPER.readValue(text, new TypeReference<>() {
            });
        } catch (JsonProcessingException e) {
            throw unreadable(text, e);
        }
        if (fields == null || !(fields.get("version") instanceof Integer version) || version < 1) {
            throw unreadable(text, null);
        }
        if (version > VERSION) {
            throw new IllegalArgumentException("'" + shortened(text) + "' is of version " + version
                    + ", but this version of camel-hubspot knows positions up to version " + VERSION + " only");
        }
        return fields;
    }

    static String required(Map<String, Object> fields, String name, String text) {
        if (fields.get(name) instanceof String value) {
            return value;
        }
        throw unreadable(text, null);
    }

    static IllegalArgumentException unreadable(String text, Exception cause) {
        return new IllegalArgumentException("'" + shortened(text) + "' is not a position such as "
                + of(new ChangePosition(Instant.parse("2026-11-22T08:00:00.123Z"), 4_711)), cause);
    }

    static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
