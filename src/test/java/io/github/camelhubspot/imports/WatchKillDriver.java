package io.github.camelhubspot.imports;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.DeliveryLedger;
import io.github.camelhubspot.support.KillRig;

/** Changes the states of imports, one at a time, and kills the first JVM that reaches a point with the change. */
final class WatchKillDriver implements AutoCloseable, KillRig.Listener {

    /** The kill of a JVM at a point of the delivery of a transition. */
    record Kill(String transition, String point) {
    }

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> STATES = List.of("STARTED", "PROCESSING", "DONE");

    private final HubSpotSandbox sandbox;
    private final WatchJvms jvms;
    private final List<Kill> kills = new CopyOnWriteArrayList<>();
    private Kill armed;
    private String importId;
    private int state = -1;
    private final long begin = System.nanoTime();

    /** @param running how many JVMs watch at once */
    WatchKillDriver(HubSpotSandbox sandbox, int running, Path directory) throws IOException {
        this.sandbox = sandbox;
        sandbox.imports().hold();
        jvms = new WatchJvms(sandbox, directory, this);
        jvms.rig().fork();
        for (int i = 0; i < running; i++) {
            startNext();
        }
        await().atMost(PATIENCE).until(() -> jvms.isWritten("baseline"));
    }

    DeliveryLedger deliveries() {
        return jvms.deliveries();
    }

    List<Kill> kills() {
        return kills;
    }

    String figures() {
        return kills.size() + " kills of " + jvms.rig().forked() + " JVMs, " + sandbox.imports().transitions().size()
                + " transitions, " + deliveries().deliveries().size() + " deliveries, "
                + deliveries().deliveries().stream().distinct().count() + " different, in "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s";
    }

    /** Changes the state of an import, and waits until a JVM was killed at a point and the transition was recorded. */
    void killAt(String point) {
        if (state == STATES.size() - 1) {
            state = -1;
        }
        // only later states remove a former one
        if (state == -1 && point.endsWith("removal-of-current")) {
            String first = enterArmed(null);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> isRecorded(first));
        }
        String transition = enterArmed(point);
        int before = kills.size();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            jvms.rig().assertAlive();
            return kills.size() > before && isRecorded(transition);
        });
    }

    /** Waits until wrong deliveries have had time to occur. */
    void end() {
        await().atMost(PATIENCE).until(jvms.rig()::areAllStarted);
        int before = sandbox.requests().count();
        await().atMost(PATIENCE).until(() -> sandbox.requests().count() > before + 40);
    }

    @Override
    public synchronized boolean isDeadly(KillRig.Report report) {
        String point = report.point();
        String subject = report.facts().get(0);
        // the key of a claim names the import only
        boolean deadly = armed != null && point.equals(armed.point())
                && (subject.equals(armed.transition()) || subject.startsWith(importId + "|") && point.contains("claim")
                        || point.endsWith("removal-of-current") && subject.startsWith(importId + "|"));
        if (deadly) {
            kills.add(armed);
            armed = null;
        }
        return deadly;
    }

    @Override
    public void killed(KillRig.Report report) {
        startNext();
    }

    /** Starts the JVM that has booted and boots another one. */
    private void startNext() {
        jvms.rig().start();
        jvms.rig().fork();
    }

    @Override
    public void close() throws IOException {
        jvms.close();
    }

    /** Synchronized, so that no JVM passes the point before it is armed. */
    private synchronized String enterArmed(String point) {
        state++;
        if (state == 0) {
            importId = sandbox.imports().create("import");
        } else {
            sandbox.imports().setState(importId, STATES.get(state));
        }
        String transition = importId + "|" + STATES.get(state);
        deliveries().write(transition);
        armed = point == null ? null : new Kill(transition, point);
        return transition;
    }

    private boolean isRecorded(String transition) {
        return jvms.isWritten(transition + "|" + sandbox.imports().get(importId).updatedAt().toEpochMilli());
    }
}
