/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The sandbox's only clock. It follows the system clock until a test first drives it with {@link #advance} or
 * {@link #set}; from then on it stands still and moves only when the test moves it. Resolution: milliseconds.
 */
public final class SandboxTime {

    private Instant driven;
    private Duration ahead = Duration.ZERO;

    /** A clock that follows the system until it is driven. */
    public SandboxTime() {
    }

    /** A clock that already stands still. */
    public static SandboxTime at(Instant instant) {
        SandboxTime time = new SandboxTime();
        time.set(instant);
        return time;
    }

    /** The current instant, in whole milliseconds. */
    public synchronized Instant now() {
        return driven != null ? driven : Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The current instant as milliseconds since 1970-01-01T00:00Z. */
    public long millis() {
        return now().toEpochMilli();
    }

    /** Moves the clock on (or back, with a negative duration) and leaves it standing there. */
    public synchronized void advance(Duration duration) {
        driven = now().plus(duration).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Puts the clock at an instant and leaves it standing there. */
    public synchronized void set(Instant instant) {
        driven = instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Lets the clock follow the system again. */
    public void followSystem() {
        followSystem(Duration.ZERO);
    }

    /** Lets the clock follow the system so far ahead of it, or behind it with a negative duration. */
    public synchronized void followSystem(Duration distance) {
        ahead = distance;
        driven = null;
    }
}
