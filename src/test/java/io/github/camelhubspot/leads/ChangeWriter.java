package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.SandboxFaults;
import io.github.camelhubspot.sandbox.SandboxProperty;

/**
 * Changes leads of a sandbox at random times, each time to the next version of its own: one lead, or some in one millisecond.
 * Each change becomes visible to searches at a random time within the settle window. HubSpot's servers fail now and then.
 */
final class ChangeWriter implements AutoCloseable {

    private static final String SEARCH = "/crm/.*/leads/search";
    private static final int PAUSE_MILLIS = 20;
    private static final int FAULT_PAUSE_MILLIS = 1500;

    private final HubSpotSandbox sandbox;
    private final VersionLedger ledger;
    private final Duration settleWindow;
    private final Random random;
    private final Random faultRandom;
    private final Random delayRandom;
    private final List<String> ids = new ArrayList<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    /** Modified time of what is being written. */
    private Instant moment;
    private volatile RuntimeException failure;

    ChangeWriter(HubSpotSandbox sandbox, VersionLedger ledger, Duration settleWindow, long seed) {
        this.sandbox = sandbox;
        this.ledger = ledger;
        this.settleWindow = settleWindow;
        random = new Random(seed);
        faultRandom = new Random(seed + 1);
        delayRandom = new Random(seed + 2);
        sandbox.leads().defineProperty("version", SandboxProperty.Type.NUMBER);
        sandbox.leads().showCurrentValuesInSearches(true).shuffleTies(true);
    }

    /** Writes the first versions, visible at once. */
    void create(int leads) {
        for (int i = 0; i < leads; i++) {
            ids.add(sandbox.leads().create(Map.of("hs_lead_name", "Lead " + i, "version", "0")));
        }
        sandbox.leads().all().forEach(lead -> ledger.write(lead.id(), lead.updatedAt()));
    }

    /** Begins to write. */
    void start() {
        sandbox.leads().indexDelay(this::delay);
        threads.execute(this::writeAtTimes);
        threads.execute(this::failAtTimes);
    }

    /** Gives so many leads the next version, all in one millisecond. */
    synchronized void write(int leads) {
        Map<String, Map<String, String>> changes = new HashMap<>();
        moment = sandbox.time().now();
        int first = leads == ids.size() ? 0 : random.nextInt(ids.size());
        for (int i = 0; i < leads; i++) {
            String id = ids.get((first + i) % ids.size());
            changes.put(id, Map.of("version", String.valueOf(ledger.write(id, moment))));
        }
        sandbox.leads().updateAll(changes, moment);
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

    /** A change is visible within the settle window after its modified time, however long it took to be written. */
    private Duration delay() {
        Instant visible = moment.plusMillis(delayRandom.nextInt((int) settleWindow.toMillis() + 1));
        Duration delay = Duration.between(sandbox.time().now(), visible);
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    private void writeAtTimes() {
        write(random.nextInt(10) > 0 ? 1 : 2 + random.nextInt(20));
        again(this::writeAtTimes, random.nextInt(PAUSE_MILLIS));
    }

    /** Some are repaired by one repetition, others outlast all of them and end a poll. */
    private void failAtTimes() {
        if (sandbox.faults().pending() == 0) {
            fail(sandbox.faults().next(1 + faultRandom.nextInt(4)).on("POST", SEARCH));
        }
        again(this::failAtTimes, faultRandom.nextInt(FAULT_PAUSE_MILLIS));
    }

    private void fail(SandboxFaults.Script fault) {
        switch (faultRandom.nextInt(6)) {
            case 0 -> fault.status(500);
            case 1 -> fault.status(429, "SECONDLY");
            case 2 -> fault.reset();
            case 3 -> fault.resetAfterProcessing();
            case 4 -> fault.truncate();
            default -> fault.status(502).html();
        }
    }

    private void again(Runnable work, int pauseMillis) {
        if (!threads.isShutdown()) {
            threads.schedule(() -> attempt(work), pauseMillis, TimeUnit.MILLISECONDS);
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
