package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.List;

/** The changes that a consumer delivers, in order, and its position among them. Not thread-safe. */
public interface ChangeWalk {

    /**
     * Returns the next changes. If not all changes returned before are {@linkplain #done done}, these are returned again.
     *
     * @param  most                                     maximum number of changes; there are never more than a page
     * @return                                          empty if there are no more for now
     * @throws io.github.camelhubspot.HubSpotException if a call fails; the next invocation repeats the call
     */
    List<Change> next(int most);

    /** Marks a change as delivered. */
    void done(Change change);

    /** Returns the position to store: all changes before it are done. */
    String position();

    /** Returns the position to store when this change and all before it are done. */
    String positionAfter(Change change);

    /** Returns the time before which no more changes are expected; {@code null} if it is not known yet. */
    Instant coveredUntil();

    /** Returns the time by HubSpot's clock of the last call; {@code null} before the first one. */
    Instant asOf();

    /** Returns {@code CREATED}, {@code UPDATED} or {@code ARCHIVED}. */
    String type(Change change);
}
