package io.github.camelhubspot.leads;

import java.time.InstantSource;

/** How often something happened in the last hour, to the minute. */
final class HourlyCount {

    private static final int MINUTES = 60;

    private final InstantSource clock;
    private final int[] counts = new int[MINUTES];
    private long last;

    HourlyCount(InstantSource clock) {
        this.clock = clock;
        this.last = minute();
    }

    synchronized void add() {
        forget();
        counts[(int) (last % MINUTES)]++;
    }

    synchronized int sum() {
        forget();
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private void forget() {
        long now = minute();
        for (long minute = Math.max(last + 1, now - MINUTES + 1); minute <= now; minute++) {
            counts[(int) (minute % MINUTES)] = 0;
        }
        last = Math.max(last, now);
    }

    private long minute() {
        return clock.millis() / 60_000;
    }
}
