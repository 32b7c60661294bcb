package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.DeliveryLedger;
import io.github.camelhubspot.support.KillRig;
import io.github.camelhubspot.support.SharedDatabase;

/** Makes one JVM after the other consume changes while they are written, and kills each but the last at a random moment. */
final class ChangesKillDriver implements AutoCloseable, KillRig.Listener {

    static final Duration SETTLE_WINDOW = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(10);
    /** {@code since} must apply to the first start only: a later one that applied it would deliver all changes again. */
    private static final String URI = "hubspot-leads:changes?since=beginning&positionName=kill&properties=version&initialDelay=0"
            + "&delay=50&overlap=30000&settleWindow=" + SETTLE_WINDOW.toMillis() + "&stateDirectory=";

    private final ChangesKillMode mode;
    private final HubSpotSandbox sandbox;
    private final WorkTable work;
    private final Set<Long> knownWork = new HashSet<>();
    private final VersionLedger ledger;
    private final ChangeWriter writer;
    private final Random random;
    private final KillRig rig;
    private final long begin = System.nanoTime();
    private String current;
    private String deadlyPoint;
    private int reportsToLive;
    private boolean racing;

    /** @param database what is stored beside the position; {@code null} if the mode needs none */
    ChangesKillDriver(ChangesKillMode mode, HubSpotSandbox sandbox, Path directory, SharedDatabase database, int leads, long seed)
            throws IOException {
        this.mode = mode;
        this.sandbox = sandbox;
        random = new Random(seed);
        work = mode.isTransacted() ? new WorkTable(database.dataSource()) : null;
        ledger = new VersionLedger(SETTLE_WINDOW, mode.isInOrder());
        writer = mode.isArchived() ? new ArchiveWriter(sandbox, ledger, seed)
                : new VersionWriter(sandbox, ledger, SETTLE_WINDOW, seed);
        writer.create(leads);
        if (database != null) {
            database.repository("changes"); // creates the table, which two JVMs that boot at once would both do
        }
        rig = new KillRig(directory, ChangesKillMain.class, this, sandbox.url(), mode.name(),
                database == null ? "-" : database.url(), URI + directory + mode.options());
        rig.fork();
        writer.start();
    }

    /** Changes or archives leads, all in one millisecond. */
    void burst(int leads) {
        writer.write(leads);
    }

    /**
     * Starts a JVM and kills it.
     *
     * @param mostDeliveries greatest number of reports after which it is killed at a point
     */
    void killAfter(int mostDeliveries) {
        start();
        rig.fork();
        int before = rig.kills();
        if (random.nextInt(3) == 0) {
            // at any time: while it starts, calls HubSpot or stores its position
            Instant end = Instant.now().plusMillis(random.nextInt(1500));
            await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                    .until(() -> !Instant.now().isBefore(end));
            rig.assertAlive();
            rig.kill(current);
        } else {
            String point = mode.points().get(random.nextInt(mode.points().size()));
            // there are few whole pages
            arm(point, 1 + random.nextInt(mode.isBatch() && point.equals("done") ? 5 : mostDeliveries));
            await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
                rig.assertAlive();
                return rig.kills() > before;
            });
        }
    }

    /** Stops writing, and waits until all changes have been delivered and wrong deliveries have had time to occur. */
    void end() throws InterruptedException {
        start();
        writer.stop();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            rig.assertAlive();
            readWork();
            assertThat(ledger.missing()).as("not delivered").isEmpty();
        });
        int callsOfASweep = sandbox.leads().archived().size() / 100;
        int enough = sandbox.requests().count() + 10 + 2 * callsOfASweep;
        await().atMost(PATIENCE).until(() -> sandbox.requests().count() > enough);
        readWork();
        rig.assertAlive();
    }

    /** Takes the rows that routes have committed as deliveries. */
    private void readWork() {
        if (work != null) {
            work.rows().stream().filter(row -> knownWork.add(row.number()))
                    .forEach(row -> ledger.deliver(row.jvm(), row.lead(), row.modified(), row.version(), row.at()));
        }
    }

    DeliveryLedger deliveries() {
        return ledger.deliveries();
    }

    int kills() {
        return rig.kills();
    }

    String figures() {
        var repeats = deliveries().repeats().values();
        return kills() + " kills, " + deliveries().written() + " versions written, "
                + deliveries().deliveries().size() + " deliveries, " + repeats.stream().mapToInt(Integer::intValue).sum() + " of them repeated, at most "
                + repeats.stream().mapToInt(Integer::intValue).max().orElse(0) + " after a kill, "
                + sandbox.requests().count() + " calls, " + sandbox.faults().fired() + " of them failed, in "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s";
    }

    @Override
    public void close() throws IOException {
        writer.close();
        rig.close();
    }

    @Override
    public boolean isDeadly(KillRig.Report report) {
        if (report.point().equals("delivered")) {
            ledger.deliver(report.jvm(), report.facts().get(0), modified(report), Integer.parseInt(report.facts().get(2)),
                    sandbox.time().now());
        } else if (report.point().equals("recorded") && work == null) { // within a transaction it may be rolled back
            ledger.record(report.facts().get(0), modified(report));
        }
        return isAtItsEnd(report);
    }

    private static Instant modified(KillRig.Report report) {
        return Instant.ofEpochMilli(Long.parseLong(report.facts().get(1)));
    }

    private synchronized boolean isAtItsEnd(KillRig.Report report) {
        boolean last = report.point().equals(deadlyPoint) && --reportsToLive == 0;
        if (last && racing) {
            CompletableFuture.runAsync(() -> rig.kill(report.jvm()));
        }
        return last && !racing;
    }

    /** The JVM is killed at a point, or continues from there while it is killed. */
    private synchronized void arm(String point, int count) {
        deadlyPoint = point;
        reportsToLive = count;
        racing = random.nextBoolean();
    }

    /** Starts the next JVM after all reports of the former one have been processed, which keeps deliveries in order. */
    private void start() {
        await().atMost(PATIENCE).pollInterval(POLL).until(rig::hasNoReporter);
        current = rig.start();
    }
}
