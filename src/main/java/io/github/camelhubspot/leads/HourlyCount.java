package io.github.camelhubspot.leads;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/** How often something happened in the last hour, to the minute. */
final class HourlyCount {

    private static final int MINUTES = 60;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final int[] counts = new int[MINUTES];
    private long last;

    HourlyCount(InstantSource clock) {
        this.clock = clock;
        this.last = minute();
    }

    void add() {
        lock.lock();
        try {
            forget();
            counts[(int) (last % MINUTES)]++;
        } finally {
            lock.unlock();
        }
    }

    int sum() {
        lock.lock();
        try {
            forget();
            int sum = 0;
            for (int count : counts) {
                sum += count;
            }
            return sum;
        } finally {
            lock.unlock();
        }
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
