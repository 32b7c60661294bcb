package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;

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

    private final HubSpotSandbox sandbox;
    private final Path directory;
    private final SharedDatabase database;
    private final VersionLedger ledger = new VersionLedger(SETTLE_WINDOW);
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

    /** @param database for a repository of what was delivered; {@code null} for none */
    ChangesKillDriver(HubSpotSandbox sandbox, Path directory, SharedDatabase database, int leads, long seed)
            throws IOException {
        this.sandbox = sandbox;
        this.directory = directory;
        this.database = database;
        random = new Random(seed);
        writer = new ChangeWriter(sandbox, ledger, SETTLE_WINDOW, seed);
        writer.create(leads);
        if (database != null) {
            database.repository("changes"); // makes the table, which two JVMs that start at once would both do
        }
        reports = new ReportServer(this::reported);
        spare = fork();
        writer.start();
    }

    /** So many leads change in one millisecond. */
    void burst(int leads) {
        writer.write(leads);
    }

    /** One JVM consumes until it is killed. */
    void killAfter(int mostDeliveries) throws IOException {
        startNext();
        if (random.nextInt(3) == 0) {
            // at any time: while it starts, asks HubSpot or stores its position
            Instant end = Instant.now().plusMillis(random.nextInt(1500));
            await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                    .until(() -> !Instant.now().isBefore(end));
            assertAlive();
            kill();
        } else {
            List<String> points = database == null ? List.of("delivered") : List.of("delivered", "recording", "recorded");
            int before = arm(points.get(random.nextInt(points.size())), 1 + random.nextInt(mostDeliveries));
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
            assertThat(ledger.missing()).as("not delivered").isEmpty();
        });
        int before = sandbox.requests().count();
        await().atMost(PATIENCE).until(() -> sandbox.requests().count() > before + 10);
        assertAlive();
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
                + sandbox.requests().count() + " searches, " + sandbox.faults().fired() + " of them failed, in "
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
        Instant modified = Instant.ofEpochMilli(Long.parseLong(parts[3]));
        if (parts[1].equals("delivered")) {
            ledger.deliver(parts[0], parts[2], modified, Integer.parseInt(parts[4]), sandbox.time().now());
        } else if (parts[1].equals("recorded")) {
            ledger.record(parts[2], modified);
        }
        synchronized (this) {
            if (parts[1].equals(deadlyPoint) && --reportsToLive == 0) {
                kill();
            }
        }
    }

    private synchronized int arm(String point, int count) {
        deadlyPoint = point;
        reportsToLive = count;
        return kills;
    }

    private synchronized void kill() {
        deadlyPoint = null;
        current.kill();
        kills++;
    }

    private void startNext() throws IOException {
        ForkedJvm next = spare;
        assertThat(next.isAlive()).as(next::output).isTrue();
        synchronized (this) {
            current = next;
        }
        spare = fork(); // boots ahead of need
        next.tell("go");
    }

    private void assertAlive() {
        assertThat(current.isAlive()).as(() -> "not killed by the test: " + current.output()).isTrue();
    }

    private ForkedJvm fork() throws IOException {
        String name = "jvm" + ++started;
        String uri = URI + directory + (database == null ? "" : "&idempotentRepository=#repository");
        return ForkedJvm.start(directory.resolve(name + ".log"),
                List.of("-Xmx96m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=logback-examples.xml"),
                ChangesKillMain.class, sandbox.url(), String.valueOf(reports.port()), name, database == null ? "-" : database.url(), uri);
    }
}
