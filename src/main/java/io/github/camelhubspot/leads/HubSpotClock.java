package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** HubSpot's clock, as far as its answers tell: that of this machine may differ. */
final class HubSpotClock {

    private record Reading(Instant at, long nanos) {
    }

    private final LongSupplier nanoTime;
    private volatile Reading last;

    HubSpotClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param at what it tells now; {@code null} for nothing */
    void set(Instant at) {
        if (at != null) {
            last = new Reading(at, nanoTime.getAsLong());
        }
    }

    /** @return how many milliseconds have gone by since a moment; -1 if that is not known */
    long since(Instant moment) {
        Reading reading = last;
        if (reading == null || moment == null) {
            return -1;
        }
        Instant now = reading.at().plusNanos(nanoTime.getAsLong() - reading.nanos());
        return Math.max(0, Duration.between(moment, now).toMillis());
    }
}
