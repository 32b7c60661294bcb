package io.github.camelhubspot.internal.operation;

/**
 * Detects that the cursors of pages form a cycle, in which an iteration over the pages would never end. Compares each cursor with
 * the current one and with one earlier cursor, which is replaced after 1, 2, 4, 8 … pages. So it needs constant memory and finds
 * cycles of any length.
 *
 * <p>Not thread-safe.
 */
public final class CursorCycle {

    private String earlier;
    private long pages;

    /**
     * Returns whether the cursor of the next page is known to have occurred before.
     *
     * @param current the cursor of this page; {@code null} for the first page
     * @param next    the cursor of the next page; {@code null} on the last page
     */
    public boolean repeats(String current, String next) {
        if (next != null && (next.equals(current) || next.equals(earlier))) {
            return true;
        }
        if (Long.bitCount(++pages) == 1) {
            earlier = next;
        }
        return false;
    }
}
