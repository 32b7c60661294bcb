package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Estimates HubSpot's clock from its last response, because the clock of this machine may differ.
 *
 * <p>Thread-safe: one volatile reading.
 */
final class HubSpotClock {

    private record Reading(Instant at, long nanos) {
    }

    private final LongSupplier nanoTime;
    private volatile Reading last;

    HubSpotClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param at HubSpot's time now; {@code null} if it is not known, which changes nothing */
    void set(Instant at) {
        if (at != null) {
            last = new Reading(at, nanoTime.getAsLong());
        }
    }

    /** Returns how many milliseconds ago a moment was, at least 0; -1 if it is {@code null} or HubSpot's time is not known. */
    long ageMillis(Instant moment) {
        Reading reading = last;
        if (reading == null || moment == null) {
            return -1;
        }
        Instant now = reading.at().plusNanos(nanoTime.getAsLong() - reading.nanos());
        return Math.max(0, Duration.between(moment, now).toMillis());
    }
}
