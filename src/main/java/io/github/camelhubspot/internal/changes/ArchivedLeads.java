package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.List;

/** The leads that were archived. */
public final class ArchivedLeads implements ChangeWalk {

    private final ArchivedSweep sweep;

    public ArchivedLeads(ArchivedSweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public List<Change> next(int most) {
        return sweep.next(most);
    }

    @Override
    public void done(Change change) {
        sweep.done(change);
    }

    @Override
    public String position() {
        return sweep.position().text();
    }

    /** A page moves as a whole. */
    @Override
    public String positionBehind(Change change) {
        return position();
    }

    @Override
    public Instant coveredUntil() {
        return sweep.position().from();
    }

    @Override
    public Instant asOf() {
        return sweep.asOf();
    }

    @Override
    public String type(Change change) {
        return "ARCHIVED";
    }
}
