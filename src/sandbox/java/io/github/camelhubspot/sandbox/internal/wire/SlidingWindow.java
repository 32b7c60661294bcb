/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the events of the latest {@code millis} milliseconds. */
public final class SlidingWindow {

    private final long millis;
    private final Deque<Long> events = new ArrayDeque<>();
    private int highest;

    public SlidingWindow(long millis) {
        this.millis = millis;
    }

    public void add(long now) {
        events.addLast(now);
        highest = Math.max(highest, count(now));
    }

    public int count(long now) {
        while (!events.isEmpty() && events.peekFirst() <= now - millis) {
            events.removeFirst();
        }
        return events.size();
    }

    public int highest() {
        return highest;
    }
}
