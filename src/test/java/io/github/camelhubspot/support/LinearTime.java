package io.github.camelhubspot.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Consumer;

/** Compares the CPU time for texts of 64, 128 and 256 KB: twice the text may take at most 2.5 times as long. */
public final class LinearTime {

    private static final int KB = 1024;
    /** Maximum factor; a quadratic algorithm has 4. */
    private static final double MOST = 2.5;
    /** Minimum time; shorter times measure the clock. */
    private static final long NOTHING = 3_000_000;
    private static final int SIZES = 3;
    private static final int ATTEMPTS = 4;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LinearTime() {
    }

    /**
     * @param piece   text that is repeated up to the size
     * @param reading uses the text; its exceptions fail the test
     */
    public static void assertLinear(String piece, Consumer<String> reading) {
        long[] times = new long[SIZES];
        boolean linear = false;
        // several attempts, because a compilation or a garbage collection may distort a measurement
        for (int attempt = 0; attempt < ATTEMPTS && !linear; attempt++) {
            linear = true;
            for (int i = 0; i < SIZES; i++) {
                times[i] = best(piece.repeat((64 * KB << i) / piece.length()), reading);
                linear &= i == 0 || times[i] < NOTHING || times[i] <= MOST * Math.max(times[i - 1], NOTHING / 2);
            }
        }
        assertThat(linear).as("nanoseconds for 64, 128 and 256 KB: %d, %d, %d", times[0], times[1], times[2]).isTrue();
    }

    private static long best(String text, Consumer<String> reading) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            reading.accept(text);
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
        }
        return best;
    }
}
