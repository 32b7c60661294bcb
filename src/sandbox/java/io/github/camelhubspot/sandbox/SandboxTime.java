/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The sandbox's clock. It follows the system clock until a test calls {@link #advance} or {@link #set}; from then on it
 * moves only when the test moves it. Resolution: milliseconds.
 *
 * <p>Thread-safe: this object's lock guards its state.
 */
public final class SandboxTime {

    private Instant fixed;
    private Duration ahead = Duration.ZERO;

    /** Creates a clock that follows the system clock. */
    public SandboxTime() {
    }

    /** Returns a clock that stands still at an instant. */
    public static SandboxTime at(Instant instant) {
        SandboxTime time = new SandboxTime();
        time.set(instant);
        return time;
    }

    /** Returns the current instant, in whole milliseconds. */
    public synchronized Instant now() {
        return fixed != null ? fixed : Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns the current instant in milliseconds since 1970-01-01T00:00Z. */
    public long millis() {
        return now().toEpochMilli();
    }

    /** Moves the clock forward (back, if the duration is negative) and stops it there. */
    public synchronized void advance(Duration duration) {
        fixed = now().plus(duration).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Sets the clock to an instant and stops it there. */
    public synchronized void set(Instant instant) {
        fixed = instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Makes the clock follow the system clock again. */
    public void followSystem() {
        followSystem(Duration.ZERO);
    }

    /** Makes the clock follow the system clock ahead of it by a duration (behind it, if negative). */
    public synchronized void followSystem(Duration distance) {
        ahead = distance;
        fixed = null;
    }
}
