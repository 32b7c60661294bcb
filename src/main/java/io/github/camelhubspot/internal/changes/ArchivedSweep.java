package io.github.camelhubspot.internal.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.camelhubspot.HubSpotValidationException;

/**
 * Archived leads, each once, by sweeps over HubSpot's list of them. The list is not sorted by time. So a sweep reads the whole
 * list, and delivers the leads that were archived since the sweep before, in the order of the list. One page is kept in memory.
 *
 * <p>Not thread-safe.
 */
public final class ArchivedSweep implements ChangeWalk {

    private final ArchivedSource source;
    private final Duration settleWindow;
    private SweepPosition position;
    /** Leads of the current page that are not done. */
    private List<Change> pending = List.of();
    private String nextCursor;
    /** Whether the cursor is a stored one, which may have expired. */
    private boolean resumed;
    private boolean ended;
    private Instant asOf;

    /** @param settleWindow how long it may take until an archived lead is listed */
    public ArchivedSweep(ArchivedSource source, SweepPosition start, Duration settleWindow) {
        this.source = source;
        this.position = start;
        this.settleWindow = settleWindow;
        this.resumed = start.after() != null;
    }

    @Override
    public List<Change> next(int most) {
        while (pending.isEmpty() && !ended) {
            read(fetch());
        }
        ended = ended && !pending.isEmpty();
        return List.copyOf(pending.subList(0, Math.min(most, pending.size())));
    }

    @Override
    public void done(Change change) {
        if (pending.remove(change) && pending.isEmpty()) {
            nextPage();
        }
    }

    private ArchivedSource.Page fetch() {
        try {
            return source.fetch(position.after());
        } catch (HubSpotValidationException e) {
            if (!resumed) {
                throw e;
            }
            // the stored cursor has expired: the sweep starts again and delivers the pages before the cursor a second time
            position = new SweepPosition(position.from(), position.to(), null);
            resumed = false;
            return source.fetch(null);
        }
    }

    private void read(ArchivedSource.Page page) {
        resumed = false;
        asOf = page.asOf();
        if (position.to() == null) {
            Instant settled = asOf.minus(settleWindow);
            position = new SweepPosition(position.from(), settled.isAfter(position.from()) ? settled : position.from(), null);
        }
        nextCursor = page.next();
        pending = new ArrayList<>(page.leads().stream().filter(change -> change.modified().isAfter(position.from())
                && !change.modified().isAfter(position.to())).toList());
        if (pending.isEmpty()) {
            nextPage();
        }
    }

    private void nextPage() {
        ended = nextCursor == null;
        position = ended ? SweepPosition.since(position.to()) : new SweepPosition(position.from(), position.to(), nextCursor);
    }

    SweepPosition sweepPosition() {
        return position;
    }

    @Override
    public String position() {
        return position.text();
    }

    /** Returns the position of the page, because the list has no positions within a page. */
    @Override
    public String positionAfter(Change change) {
        return position();
    }

    @Override
    public Instant coveredUntil() {
        return position.from();
    }

    @Override
    public Instant asOf() {
        return asOf;
    }

    @Override
    public String type(Change change) {
        return "ARCHIVED";
    }
}
