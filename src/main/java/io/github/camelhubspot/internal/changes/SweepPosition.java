package io.github.camelhubspot.internal.changes;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far sweeps over the archived leads have come.
 *
 * @param from  what was archived until then has been dealt with
 * @param to    until when what was archived is dealt with by the sweep under way; {@code null} between two sweeps
 * @param after HubSpot's cursor of the page that is next; {@code null} for the first one
 */
public record SweepPosition(Instant from, Instant to, String after) {

    private static final String FIELD = "archived";

    /** Nothing that was archived since then has been dealt with. */
    public static SweepPosition behind(Instant from) {
        return new SweepPosition(from, null, null);
    }

    /** As it is written down. */
    public String text() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("from", from.toString());
        if (to != null) {
            fields.put("to", to.toString());
        }
        if (after != null) {
            fields.put("after", after);
        }
        return PositionText.write(Map.of(FIELD, fields));
    }

    /** @throws IllegalArgumentException if the text is not such a position; the message tells what is wrong */
    public static SweepPosition parse(String text) {
        if (PositionText.read(text).get(FIELD) instanceof Map<?, ?> fields && fields.get("from") instanceof String from) {
            try {
                Object to = fields.get("to");
                Object after = fields.get("after");
                return new SweepPosition(PositionText.time(from), to == null ? null : PositionText.time(to.toString()),
                        after == null || to == null ? null : after.toString());
            } catch (DateTimeException e) {
                throw unreadable(text, e);
            }
        }
        throw unreadable(text, null);
    }

    private static IllegalArgumentException unreadable(String text, Exception cause) {
        return new IllegalArgumentException("'" + PositionText.shortened(text) + "' is not a position of archived leads such as "
                + behind(Instant.parse("2026-11-22T08:00:00.123Z")).text(), cause);
    }
}
