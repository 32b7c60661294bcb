package io.github.camelhubspot.leads;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

import io.github.camelhubspot.internal.changes.ChangeWalk;
import io.github.camelhubspot.internal.component.observe.ChangesReading;

/** What operators see of a consumer of changes. */
final class ChangesProgress {

    private final InstantSource clock;
    private final HubSpotClock hubspot = new HubSpotClock(System::nanoTime);
    private final HourlyCount calls;
    private final LongAdder delivered = new LongAdder();
    private volatile String position;
    private volatile Instant coveredUntil;
    private volatile Instant lastGood;

    ChangesProgress(InstantSource clock) {
        this.clock = clock;
        this.calls = new HourlyCount(clock);
    }

    /** HubSpot is asked. */
    void called() {
        calls.add();
    }

    /** HubSpot has answered. */
    void answered(ChangeWalk walk) {
        hubspot.set(walk.asOf());
        lastGood = clock.instant();
        moved(walk);
    }

    /** An exchange is done. */
    void delivered() {
        delivered.increment();
        lastGood = clock.instant();
    }

    /** The walk may be further. */
    void moved(ChangeWalk walk) {
        position = walk.position();
        coveredUntil = walk.coveredUntil();
    }

    /** How many milliseconds ago something happened at HubSpot. */
    long since(Instant moment) {
        return hubspot.since(moment);
    }

    ChangesReading reading() {
        return new ChangesReading(position, hubspot.since(coveredUntil), lastGood, delivered.sum(), calls.sum());
    }
}
