package io.github.camelhubspot.internal.operation;

/**
 * Finds out that the cursors of pages repeat themselves, so that a walk over the pages would never end. Keeps two cursors, however
 * long the cycle is: an earlier one is replaced ever more rarely, and every cycle comes back to it.
 *
 * <p>Not thread-safe.
 */
public final class CursorCycle {

    private String earlier;
    private long pages;

    /**
     * Returns whether the cursor of the next page came before.
     *
     * @param asked the cursor of this page; {@code null} for the first page
     * @param next  the cursor of the next page; {@code null} on the last page
     */
    public boolean repeats(String asked, String next) {
        if (next != null && (next.equals(asked) || next.equals(earlier))) {
            return true;
        }
        if (Long.bitCount(++pages) == 1) {
            earlier = next;
        }
        return false;
    }
}
