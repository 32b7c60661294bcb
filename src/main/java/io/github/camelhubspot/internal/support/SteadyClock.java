package io.github.camelhubspot.internal.support;

import java.time.Instant;
import java.time.InstantSource;

/** The time of day at the start, and from then on a clock that nobody sets: windows and waits must not see one stepped back. */
public final class SteadyClock implements InstantSource {

    private final Instant origin = Instant.now();
    private final long nanos = System.nanoTime();

    @Override
    public Instant instant() {
        return origin.plusNanos(System.nanoTime() - nanos);
    }
}
