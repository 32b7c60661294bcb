package io.github.camelhubspot.internal.changes;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The position of sweeps over the archived leads.
 *
 * @param from  leads that were archived up to this time have been delivered
 * @param to    the current sweep delivers leads that were archived up to this time; {@code null} between two sweeps
 * @param after HubSpot's cursor of the next page; {@code null} for the first one
 */
public record SweepPosition(Instant from, Instant to, String after) {

    private static final String FIELD = "archived";
    private static final String KIND = "a position of archived leads";

    /** Returns the position from which on leads that were archived after this time are delivered. */
    public static SweepPosition since(Instant from) {
        return new SweepPosition(from, null, null);
    }

    /** Returns the form that is stored. */
    public String text() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("from", from.toString());
        if (to != null) {
            fields.put("to", to.toString());
        }
        if (after != null) {
            fields.put("after", after);
        }
        return PositionJson.write(Map.of(FIELD, fields));
    }

    /**
     * Parses a stored position.
     *
     * @throws IllegalArgumentException if the text is not such a position, or one of a later version
     */
    public static SweepPosition parse(String text) {
        Object field = PositionJson.read(text, KIND, example()).get(FIELD);
        if (field instanceof Map<?, ?> fields && fields.get("from") instanceof String from) {
            try {
                Object to = fields.get("to");
                Object after = fields.get("after");
                return new SweepPosition(PositionJson.time(from), to == null ? null : PositionJson.time(to.toString()),
                        after == null || to == null ? null : after.toString());
            } catch (DateTimeException e) {
                throw PositionJson.invalid(text, KIND, example(), e);
            }
        }
        throw PositionJson.invalid(text, KIND, example(), null);
    }

    private static String example() {
        return since(Instant.parse("2026-11-22T08:00:00.123Z")).text();
    }
}
