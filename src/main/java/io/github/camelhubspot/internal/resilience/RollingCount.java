package io.github.camelhubspot.internal.resilience;

/**
 * Counts events of the last period; immutable.
 *
 * <p>Time is divided into slots, {@value #SLOTS} per period. An event expires with the slot in which its period ends, so it is
 * counted for at most one slot too long. Memory does not depend on the number of events.
 */
final class RollingCount {

    private static final int SLOTS = 100;

    private final long periodMillis;
    /** Events by the slot in which they expire, modulo the length. Never changed after construction. */
    private final int[] expiring;
    private final long slot;
    private final int sum;

    private RollingCount(long periodMillis, int[] expiring, long slot, int sum) {
        this.periodMillis = periodMillis;
        this.expiring = expiring;
        this.slot = slot;
        this.sum = sum;
    }

    static RollingCount empty(long periodMillis) {
        return new RollingCount(periodMillis, new int[SLOTS + 2], 0, 0);
    }

    int sum() {
        return sum;
    }

    /** Whether a new slot has begun, so that events may have expired. */
    boolean isOutdated(long millis) {
        return slotOf(millis) > slot;
    }

    /** Returns the count without the events that expired before this time. */
    RollingCount at(long millis) {
        long current = slotOf(millis);
        if (sum == 0) {
            return new RollingCount(periodMillis, expiring, current, 0);
        }
        int[] next = expiring.clone();
        int left = sum;
        for (long expired = Math.max(slot, current - next.length); expired < current; expired++) {
            left -= next[index(expired)];
            next[index(expired)] = 0;
        }
        return new RollingCount(periodMillis, next, current, left);
    }

    /** Returns the count with one more event, or this count if the period of the event is over. */
    RollingCount plus(long eventMillis) {
        long expiry = slotOf(eventMillis + periodMillis);
        if (expiry < slot) {
            return this;
        }
        int[] next = expiring.clone();
        next[index(expiry)]++;
        return new RollingCount(periodMillis, next, slot, sum + 1);
    }

    /** Returns the count for another length of the period. All events are taken to have happened now, the safe assumption. */
    RollingCount withPeriod(long newPeriodMillis, long millis) {
        if (newPeriodMillis == periodMillis) {
            return this;
        }
        int[] next = new int[expiring.length];
        RollingCount moved = new RollingCount(newPeriodMillis, next, Math.floorDiv(millis * SLOTS, newPeriodMillis), sum);
        next[moved.index(moved.slotOf(millis + newPeriodMillis))] = sum;
        return moved;
    }

    private int index(long number) {
        return (int) Math.floorMod(number, (long) expiring.length);
    }

    private long slotOf(long millis) {
        return Math.floorDiv(millis * SLOTS, periodMillis);
    }
}
