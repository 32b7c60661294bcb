package io.github.camelhubspot.internal.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.camelhubspot.HubSpotValidationException;

/**
 * Leads that were archived, each once, by sweeps over all that are. HubSpot lists archived leads in no order of time, so a
 * sweep takes those that were archived since the one before, in the order of the list, and a page is all that is in memory.
 *
 * <p>Used by one thread at a time.
 */
public final class ArchivedSweep {

    private final ArchivedSource source;
    private final Duration settleWindow;
    private SweepPosition position;
    /** What is left of the page. */
    private List<Change> pending = List.of();
    private String next;
    private boolean resumed;
    private boolean ended;
    private Instant asOf;

    /** @param settleWindow how long an archived lead may take to be listed */
    public ArchivedSweep(ArchivedSource source, SweepPosition start, Duration settleWindow) {
        this.source = source;
        this.position = start;
        this.settleWindow = settleWindow;
        this.resumed = start.after() != null;
    }

    /** How far all is dealt with: to the page under way. */
    public SweepPosition position() {
        return position;
    }

    /** What HubSpot's clock told when it was asked last; {@code null} if it has not been. */
    public Instant asOf() {
        return asOf;
    }

    /**
     * The next archived leads. If not all of those given before are {@linkplain #done done}, these come again.
     *
     * @param  most how many at most
     * @return      nothing at the end of a sweep
     * @throws io.github.camelhubspot.HubSpotException if HubSpot does not answer; the next call asks the same again
     */
    public List<Change> next(int most) {
        while (pending.isEmpty() && !ended) {
            read(ask());
        }
        ended = ended && !pending.isEmpty();
        return List.copyOf(pending.subList(0, Math.min(most, pending.size())));
    }

    /** Says that a lead which was given is dealt with. */
    public void done(Change change) {
        if (pending.remove(change) && pending.isEmpty()) {
            turn();
        }
    }

    private ArchivedSource.Page ask() {
        try {
            return source.ask(position.after());
        } catch (HubSpotValidationException e) {
            if (!resumed) {
                throw e;
            }
            // a cursor that was kept for long may be void: rather deliver the pages before it again than nothing
            position = new SweepPosition(position.from(), position.to(), null);
            resumed = false;
            return source.ask(null);
        }
    }

    private void read(ArchivedSource.Page page) {
        resumed = false;
        asOf = page.asOf();
        if (position.to() == null) {
            Instant settled = asOf.minus(settleWindow);
            position = new SweepPosition(position.from(), settled.isAfter(position.from()) ? settled : position.from(), null);
        }
        next = page.next();
        pending = new ArrayList<>(page.leads().stream().filter(change -> change.modified().isAfter(position.from())
                && !change.modified().isAfter(position.to())).toList());
        if (pending.isEmpty()) {
            turn();
        }
    }

    private void turn() {
        ended = next == null;
        position = ended ? SweepPosition.behind(position.to()) : new SweepPosition(position.from(), position.to(), next);
    }
}
