package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.SandboxFaults;

/** Changes leads of a sandbox at random times: one lead, or some in one millisecond. HubSpot's servers fail now and then. */
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
     * @param pauseMillis the longest time between two changes
     * @param method      what consumers ask, which fails at times
     * @param path        the same, as a regular expression
     */
    ChangeWriter(HubSpotSandbox sandbox, int pauseMillis, String method, String path, long seed) {
        this.sandbox = sandbox;
        this.pauseMillis = pauseMillis;
        this.method = method;
        this.path = path;
        random = new Random(seed);
        faultRandom = new Random(seed + 1);
    }

    /** Makes the first leads. */
    abstract void create(int leads);

    /** Changes so many leads in one millisecond. */
    abstract void write(int leads);

    /** Begins to write. */
    void start() {
        threads.execute(this::writeAtTimes);
        threads.execute(this::failAtTimes);
    }

    /** Ends when no further change or fault is on its way. */
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

    private void writeAtTimes() {
        write(random.nextInt(10) > 0 ? 1 : 2 + random.nextInt(20));
        again(this::writeAtTimes, random.nextInt(pauseMillis));
    }

    /** Some are repaired by one repetition, others outlast all of them and end a poll. */
    private void failAtTimes() {
        if (sandbox.faults().pending() == 0) {
            fail(sandbox.faults().next(1 + faultRandom.nextInt(4)).on(method, path));
        }
        again(this::failAtTimes, faultRandom.nextInt(FAULT_PAUSE_MILLIS));
    }

    private void fail(SandboxFaults.Script fault) {
        switch (faultRandom.nextInt(20)) {
            case 0 -> fault.status(429, "SECONDLY"); // rare, because whoever meets it pauses for seconds
            case 1, 2, 3 -> fault.status(500);
            case 4, 5, 6, 7 -> fault.reset();
            case 8, 9, 10, 11 -> fault.resetAfterProcessing();
            case 12, 13, 14, 15 -> fault.truncate();
            default -> fault.status(502).html();
        }
    }

    private void again(Runnable work, int pause) {
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
