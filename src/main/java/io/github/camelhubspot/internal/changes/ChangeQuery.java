package io.github.camelhubspot.internal.changes;

import java.time.Instant;

/**
 * A query for the first leads after a position in the order of changes. It has no offset: a lead that is changed while pages are
 * read leaves its place, so that all later leads would move up by one and one of them would be skipped.
 *
 * @param from    the earliest time of a change
 * @param until   the latest time of a change; {@code null} for no limit
 * @param byId    whether only leads of the time {@code from} are requested, in the order of their ids; else all leads from then
 *                on, in the order of time, and leads of one time in any order
 * @param afterId the id after which a query by id begins
 */
public record ChangeQuery(Instant from, Instant until, boolean byId, long afterId) {

    static ChangeQuery byTime(Instant from, Instant until) {
        return new ChangeQuery(from, until, false, 0);
    }

    static ChangeQuery byId(Instant time, long afterId) {
        return new ChangeQuery(time, time, true, afterId);
    }
}
