package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.SandboxFaults;

/** Changes leads of a sandbox at random times, one or several in one millisecond, and makes calls fail from time to time. */
abstract class ChangeWriter implements AutoCloseable {

    private static final int FAULT_PAUSE_MILLIS = 1500;

    private final HubSpotSandbox sandbox;
    private final int pauseMillis;
    private final String method;
    private final String path;
    private final Random random;
    private final Random faultRandom;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private volatile RuntimeException failure;

    /**
     * @param pauseMillis longest time between two changes
     * @param method      method of the calls that fail
     * @param path        regular expression of their path
     */
    ChangeWriter(HubSpotSandbox sandbox, int pauseMillis, String method, String path, long seed) {
        this.sandbox = sandbox;
        this.pauseMillis = pauseMillis;
        this.method = method;
        this.path = path;
        random = new Random(seed);
        faultRandom = new Random(seed + 1);
    }

    /** Creates the first leads. */
    abstract void create(int leads);

    /** Changes leads, all in one millisecond. */
    abstract void write(int leads);

    /** Starts writing. */
    void start() {
        threads.execute(this::writeRepeatedly);
        threads.execute(this::failRepeatedly);
    }

    /** Stops writing and removes pending faults; fails if a change failed. */
    void stop() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new AssertionError("still writing");
        }
        sandbox.faults().clear();
        assertThat(failure).isNull();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void writeRepeatedly() {
        write(random.nextInt(10) > 0 ? 1 : 2 + random.nextInt(20));
        schedule(this::writeRepeatedly, random.nextInt(pauseMillis));
    }

    /** Some faults end with the first retry, others outlast all retries and make a poll fail. */
    private void failRepeatedly() {
        if (sandbox.faults().pending() == 0) {
            fail(sandbox.faults().next(1 + faultRandom.nextInt(4)).on(method, path));
        }
        schedule(this::failRepeatedly, faultRandom.nextInt(FAULT_PAUSE_MILLIS));
    }

    private void fail(SandboxFaults.Script fault) {
        switch (faultRandom.nextInt(20)) {
            case 0 -> fault.status(429, "SECONDLY"); // rare, because it makes a consumer pause for seconds
            case 1, 2, 3 -> fault.status(500);
            case 4, 5, 6, 7 -> fault.reset();
            case 8, 9, 10, 11 -> fault.resetAfterProcessing();
            case 12, 13, 14, 15 -> fault.truncate();
            default -> fault.status(502).html();
        }
    }

    private void schedule(Runnable work, int pause) {
        if (!threads.isShutdown()) {
            threads.schedule(() -> attempt(work), pause, TimeUnit.MILLISECONDS);
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
