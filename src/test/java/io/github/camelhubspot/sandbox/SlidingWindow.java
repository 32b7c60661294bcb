/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts events of the last so many milliseconds, the end of the window not included. */
final class SlidingWindow {

    private final long millis;
    private final Deque<Long> events = new ArrayDeque<>();
    private int highest;

    SlidingWindow(long millis) {
        this.millis = millis;
    }

    void add(long now) {
        events.addLast(now);
        highest = Math.max(highest, count(now));
    }

    int count(long now) {
        while (!events.isEmpty() && events.peekFirst() <= now - millis) {
            events.removeFirst();
        }
        return events.size();
    }

    int highest() {
        return highest;
    }
}
