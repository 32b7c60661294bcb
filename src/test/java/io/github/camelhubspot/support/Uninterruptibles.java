package io.github.camelhubspot.support;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits without reacting to interrupts. */
public final class Uninterruptibles {

    private Uninterruptibles() {
    }

    /** Waits until a latch is open or the time has passed, despite interrupts of the thread. */
    public static void await(CountDownLatch latch, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        boolean open = false;
        while (!open && System.nanoTime() < end) {
            try {
                open = latch.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
