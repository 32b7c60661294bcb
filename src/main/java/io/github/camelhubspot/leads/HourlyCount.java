package io.github.camelhubspot.leads;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the events of the last hour, to the minute.
 *
 * <p>Thread-safe: {@code lock} guards the counts, a ring of one count per minute, and the last minute that was counted.
 */
final class HourlyCount {

    private static final int MINUTES = 60;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final int[] counts = new int[MINUTES];
    private long lastMinute;

    HourlyCount(InstantSource clock) {
        this.clock = clock;
        this.lastMinute = minute();
    }

    void add() {
        lock.lock();
        try {
            clearOldMinutes();
            counts[(int) (lastMinute % MINUTES)]++;
        } finally {
            lock.unlock();
        }
    }

    int sum() {
        lock.lock();
        try {
            clearOldMinutes();
            int sum = 0;
            for (int count : counts) {
                sum += count;
            }
            return sum;
        } finally {
            lock.unlock();
        }
    }

    private void clearOldMinutes() {
        long now = minute();
        for (long minute = Math.max(lastMinute + 1, now - MINUTES + 1); minute <= now; minute++) {
            counts[(int) (minute % MINUTES)] = 0;
        }
        lastMinute = Math.max(lastMinute, now);
    }

    private long minute() {
        return clock.millis() / 60_000;
    }
}
