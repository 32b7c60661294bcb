package io.github.camelhubspot.leads;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

import io.github.camelhubspot.internal.changes.ChangeWalk;
import io.github.camelhubspot.internal.component.observe.ChangesReading;

/**
 * Records the progress of a consumer of changes for operators.
 *
 * <p>Thread-safe: adders and volatile fields, which are read one by one.
 */
final class ChangesProgress {

    private final InstantSource clock;
    private final HubSpotClock hubspot = new HubSpotClock(System::nanoTime);
    private final HourlyCount calls;
    private final LongAdder delivered = new LongAdder();
    private volatile String position;
    private volatile Instant coveredUntil;
    private volatile Instant lastGoodPoll;

    ChangesProgress(InstantSource clock) {
        this.clock = clock;
        this.calls = new HourlyCount(clock);
    }

    /** Counts a call. */
    void called() {
        calls.add();
    }

    /** Records that HubSpot has responded to a poll. */
    void polled(ChangeWalk walk) {
        hubspot.set(walk.asOf());
        lastGoodPoll = clock.instant();
        moved(walk);
    }

    /** Records that an exchange has completed. */
    void delivered() {
        delivered.increment();
        lastGoodPoll = clock.instant();
    }

    /** Records the position of the walk. */
    void moved(ChangeWalk walk) {
        position = walk.position();
        coveredUntil = walk.coveredUntil();
    }

    /** Returns how many milliseconds ago a moment of HubSpot's clock was; -1 before the first response. */
    long ageMillis(Instant moment) {
        return hubspot.ageMillis(moment);
    }

    ChangesReading reading() {
        return new ChangesReading(position, hubspot.ageMillis(coveredUntil), lastGoodPoll, delivered.sum(), calls.sum());
    }
}
