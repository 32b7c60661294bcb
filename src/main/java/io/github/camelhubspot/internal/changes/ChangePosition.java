package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * A place in the order of changes: first by the time of the change, then by the id of the lead. HubSpot sorts by one property
 * only, and many leads may have been changed in one millisecond, so that a time alone does not tell what has been dealt with.
 *
 * @param modified to the millisecond, as HubSpot counts
 * @param leadId   0 for the place before all leads of that time
 */
public record ChangePosition(Instant modified, long leadId) implements Comparable<ChangePosition> {

    private static final Comparator<ChangePosition> ORDER
            = Comparator.comparing(ChangePosition::modified).thenComparingLong(ChangePosition::leadId);

    public ChangePosition {
        modified = modified.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The place before all changes of this time and later. */
    public static ChangePosition before(Instant modified) {
        return new ChangePosition(modified, 0);
    }

    /** The place behind all changes of this time. */
    ChangePosition behindItsTime() {
        return before(modified.plusMillis(1));
    }

    public boolean isBehind(ChangePosition other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(ChangePosition other) {
        return ORDER.compare(this, other);
    }

    static ChangePosition later(ChangePosition one, ChangePosition other) {
        return one.isBehind(other) ? one : other;
    }
}
