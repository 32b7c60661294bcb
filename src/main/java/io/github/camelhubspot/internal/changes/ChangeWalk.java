package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.List;

/** What a consumer delivers, in order, and how far it has come. Used by one thread at a time. */
public interface ChangeWalk {

    /**
     * What comes next. If not all of what was given before is done, it comes again.
     *
     * @param most how many at most
     * @return     nothing if there is nothing more for now
     */
    List<Change> next(int most);

    /** A change needs no delivery any more. */
    void done(Change change);

    /** How far all is done, as a repository keeps it. */
    String position();

    /** How far all is done when this change is, and those before it are. */
    String positionBehind(Change change);

    /** Before which time nothing can come any more, for all that is known; {@code null} if nothing is known yet. */
    Instant coveredUntil();

    /** What HubSpot's clock told when it was asked last; {@code null} if it has not been. */
    Instant asOf();

    /** {@code CREATED}, {@code UPDATED} or {@code ARCHIVED}. */
    String type(Change change);
}
