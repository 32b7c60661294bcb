package io.github.camelhubspot.internal.changes;

import java.time.Instant;

/**
 * Which leads are asked for: the first ones behind a place in the order of changes. No query has an offset: a lead that is
 * changed while pages are read leaves its place, and all behind it would move up by one and be passed over.
 *
 * @param from   the earliest time of a change
 * @param until  the latest time of a change; {@code null} for any
 * @param byId   whether only leads of just that time are asked for, in the order of their ids; else all from then on, in the order
 *               of time, and those of one time in any order
 * @param beyond when asking by id, the id to go on behind
 */
public record ChangeQuery(Instant from, Instant until, boolean byId, long beyond) {

    static ChangeQuery byTime(Instant from, Instant until) {
        return new ChangeQuery(from, until, false, 0);
    }

    static ChangeQuery byId(Instant time, long beyond) {
        return new ChangeQuery(time, time, true, beyond);
    }
}
