package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.List;

/** The leads that were created or changed. */
public final class ModifiedLeads implements ChangeWalk {

    private final ChangeFeed feed;
    private Instant complete;

    public ModifiedLeads(ChangeFeed feed) {
        this.feed = feed;
    }

    @Override
    public List<Change> next(int most) {
        List<Change> changes = feed.next(most);
        if (changes.isEmpty()) {
            complete = feed.roundEnd();
        }
        return changes;
    }

    @Override
    public void done(Change change) {
        feed.done(change);
    }

    @Override
    public String position() {
        return PositionText.of(feed.position());
    }

    @Override
    public String positionBehind(Change change) {
        return PositionText.of(change.position());
    }

    @Override
    public Instant coveredUntil() {
        Instant position = feed.position().modified();
        return complete != null && complete.isAfter(position) ? complete : position;
    }

    @Override
    public Instant asOf() {
        return feed.asOf();
    }

    @Override
    public String type(Change change) {
        return change.created() ? "CREATED" : "UPDATED";
    }
}
