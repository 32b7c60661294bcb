package io.github.camelhubspot.leads;

import java.time.Instant;
import java.util.List;

import io.github.camelhubspot.client.changes.ArchivedSweep;
import io.github.camelhubspot.client.changes.Change;

/** The leads that were archived. */
final class ArchivedLeads implements ChangeWalk {

    private final ArchivedSweep sweep;

    ArchivedLeads(ArchivedSweep sweep) {
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
