package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.ForkedJvm;
import io.github.camelhubspot.support.ReportServer;
import io.github.camelhubspot.support.SharedDatabase;

/** Lets one JVM after the other consume changes while they are written, and kills each but the last at a random moment. */
final class ChangesKillDriver implements AutoCloseable {

    static final Duration SETTLE_WINDOW = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(10);
    /** The first start begins before all there is; later ones would deliver everything again if they fell back to it. */
    private static final String URI = "hubspot-leads:changes?since=beginning&positionName=kill&properties=version&initialDelay=0"
            + "&delay=50&overlap=30000&settleWindow=" + SETTLE_WINDOW.toMillis() + "&stateDirectory=";

    private final ChangesKillMode mode;
    private final HubSpotSandbox sandbox;
    private final Path directory;
    private final SharedDatabase database;
    private final WorkTable work;
    private final Set<Long> knownWork = new HashSet<>();
    private final VersionLedger ledger;
    private final ChangeWriter writer;
    private final Random random;
    private final ReportServer reports;
    private final long begin = System.nanoTime();
    private int started;
    private int kills;
    private ForkedJvm spare;
    private ForkedJvm current;
    private String deadlyPoint;
    private int reportsToLive;
    private boolean racing;

    /** @param database what is kept beside the position; {@code null} if the mode needs none */
    ChangesKillDriver(ChangesKillMode mode, HubSpotSandbox sandbox, Path directory, SharedDatabase database, int leads, long seed)
            throws IOException {
        this.mode = mode;
        this.sandbox = sandbox;
        this.directory = directory;
        this.database = database;
        random = new Random(seed);
        work = mode.isTransacted() ? new WorkTable(database.dataSource()) : null;
        ledger = new VersionLedger(SETTLE_WINDOW, mode.isInOrder());
        writer = mode.isArchived() ? new ArchiveWriter(sandbox, ledger, seed)
                : new VersionWriter(sandbox, ledger, SETTLE_WINDOW, seed);
        writer.create(leads);
        if (database != null) {
            database.repository("changes"); // makes the table, which two JVMs that start at once would both do
        }
        reports = new ReportServer(this::reported);
        spare = fork();
        writer.start();
    }

    /** So many leads change, or are archived, in one millisecond. */
    void burst(int leads) {
        writer.write(leads);
    }

    /** One JVM consumes until it is killed. */
    void killAfter(int mostDeliveries) throws IOException {
        startNext();
        spare = fork(); // boots ahead of need
        if (random.nextInt(3) == 0) {
            // at any time: while it starts, asks HubSpot or stores its position
            Instant end = Instant.now().plusMillis(random.nextInt(1500));
            await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                    .until(() -> !Instant.now().isBefore(end));
            assertAlive();
            kill();
        } else {
            String point = mode.points().get(random.nextInt(mode.points().size()));
            // there are few whole pages
            int before = arm(point, 1 + random.nextInt(mode.isBatch() && point.equals("done") ? 5 : mostDeliveries));
            await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
                if (kills() == before) {
                    assertAlive();
                }
                return kills() > before;
            });
        }
    }

    /** Ends when nothing more is written, all has come, and there has been time for what must not come. */
    void end() throws IOException, InterruptedException {
        startNext();
        writer.stop();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            assertAlive();
            lookAtWork();
            assertThat(ledger.missing()).as("not delivered").isEmpty();
        });
        int callsOfASweep = sandbox.leads().archived().size() / 100;
        int enough = sandbox.requests().count() + 10 + 2 * callsOfASweep;
        await().atMost(PATIENCE).until(() -> sandbox.requests().count() > enough);
        lookAtWork();
        assertAlive();
    }

    /** What was done in the database is what was delivered. */
    private void lookAtWork() {
        if (work != null) {
            work.rows().stream().filter(row -> knownWork.add(row.number()))
                    .forEach(row -> ledger.deliver(row.jvm(), row.lead(), row.modified(), row.version(), row.at()));
        }
    }

    VersionLedger ledger() {
        return ledger;
    }

    synchronized int kills() {
        return kills;
    }

    String figures() {
        return kills + " kills, " + ledger.written() + " versions written, " + ledger.deliveries() + " deliveries, "
                + ledger.repeats().values().stream().mapToInt(Integer::intValue).sum() + " of them repeated, at most "
                + ledger.repeats().values().stream().mapToInt(Integer::intValue).max().orElse(0) + " after a kill, "
                + sandbox.requests().count() + " calls, " + sandbox.faults().fired() + " of them failed, in "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s";
    }

    @Override
    public void close() throws IOException {
        writer.close();
        for (ForkedJvm jvm : new ForkedJvm[] { spare, current }) {
            if (jvm != null) {
                jvm.close();
            }
        }
        reports.close();
    }

    private void reported(String line) {
        String[] parts = line.split(" ");
        if (parts[1].equals("delivered")) {
            Instant modified = Instant.ofEpochMilli(Long.parseLong(parts[3]));
            ledger.deliver(parts[0], parts[2], modified, Integer.parseInt(parts[4]), sandbox.time().now());
        } else if (parts[1].equals("recorded") && work == null) { // within a transaction it may be taken back
            ledger.record(parts[2], Instant.ofEpochMilli(Long.parseLong(parts[3])));
        }
        synchronized (this) {
            if (parts[1].equals(deadlyPoint) && --reportsToLive == 0) {
                if (racing) {
                    CompletableFuture.runAsync(this::kill);
                } else {
                    kill();
                }
            }
        }
    }

    /** The JVM is killed at a point, or races with its end from there. */
    private synchronized int arm(String point, int count) {
        deadlyPoint = point;
        reportsToLive = count;
        racing = random.nextBoolean();
        return kills;
    }

    private synchronized void kill() {
        deadlyPoint = null;
        current.kill();
        kills++;
    }

    /** Not before all is known that the former one reported, or the order would not be what it was. */
    private void startNext() throws IOException {
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> reports.reporters() == 0);
        ForkedJvm next = spare;
        assertThat(next.isAlive()).as(next::output).isTrue();
        synchronized (this) {
            current = next;
        }
        next.tell("go");
    }

    private void assertAlive() {
        assertThat(current.isAlive()).as(() -> "not killed by the test: " + current.output()).isTrue();
    }

    private ForkedJvm fork() throws IOException {
        String name = "jvm" + ++started;
        String uri = URI + directory + mode.options();
        return ForkedJvm.start(directory.resolve(name + ".log"),
                List.of("-Xmx96m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=logback-examples.xml"),
                ChangesKillMain.class, sandbox.url(), String.valueOf(reports.port()), name, mode.name(),
                database == null ? "-" : database.url(), uri);
    }
}
