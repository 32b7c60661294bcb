package io.github.camelhubspot.internal.support;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that starts with the time of day and never jumps, even if the system clock is set: rate limits and waits need that. */
public final class SteadyClock implements InstantSource {

    private final Instant origin = Instant.now();
    private final long nanos = System.nanoTime();

    @Override
    public Instant instant() {
        return origin.plusNanos(System.nanoTime() - nanos);
    }
}
