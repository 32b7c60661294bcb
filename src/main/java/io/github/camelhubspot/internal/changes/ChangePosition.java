package io.github.camelhubspot.internal.changes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A position in the order of changes: by the time of the change, then by the id of the lead. HubSpot sorts by one property only,
 * and many leads may be changed in one millisecond, so a time alone does not determine which of them were delivered.
 *
 * @param modified in milliseconds, HubSpot's precision
 * @param leadId   0 for the position before all leads of that time
 */
public record ChangePosition(Instant modified, long leadId) implements Comparable<ChangePosition> {

    private static final Comparator<ChangePosition> ORDER
            = Comparator.comparing(ChangePosition::modified).thenComparingLong(ChangePosition::leadId);
    private static final String KIND = "a position";
    private static final String MODIFIED = "modified";
    private static final String LEAD_ID = "leadId";

    public ChangePosition {
        modified = modified.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns the position before all changes of this time. */
    public static ChangePosition before(Instant modified) {
        return new ChangePosition(modified, 0);
    }

    /**
     * Parses a stored position.
     *
     * @throws IllegalArgumentException if the text is not a position, or one of a later version
     */
    public static ChangePosition parse(String text) {
        Map<String, Object> fields = PositionJson.read(text, KIND, example());
        try {
            if (fields.get(MODIFIED) instanceof String modified && fields.get(LEAD_ID) instanceof String leadId) {
                ChangePosition position = new ChangePosition(PositionJson.time(modified), Long.parseLong(leadId));
                if (position.leadId() >= 0) {
                    return position;
                }
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw PositionJson.invalid(text, KIND, example(), e);
        }
        throw PositionJson.invalid(text, KIND, example(), null);
    }

    /** Returns the form that is stored. */
    public String text() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(MODIFIED, modified.toString());
        fields.put(LEAD_ID, Long.toString(leadId));
        return PositionJson.write(fields);
    }

    private static String example() {
        return new ChangePosition(Instant.parse("2026-11-22T08:00:00.123Z"), 4_711).text();
    }

    /** Returns the position after all changes of this time. */
    ChangePosition afterItsTime() {
        return before(modified.plusMillis(1));
    }

    boolean isAfter(ChangePosition other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(ChangePosition other) {
        return ORDER.compare(this, other);
    }

    static ChangePosition later(ChangePosition one, ChangePosition other) {
        return one.isAfter(other) ? one : other;
    }
}
