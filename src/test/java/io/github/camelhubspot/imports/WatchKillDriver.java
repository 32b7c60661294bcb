package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.ForkedJvm;

/** Lets imports change their states, one at a time, and kills the first JVM that comes to the point asked for with it. */
final class WatchKillDriver implements AutoCloseable, WatchJvms.Judge {

    /** A JVM was killed with a transition at a point. */
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

    WatchKillDriver(HubSpotSandbox sandbox, int places, Path directory) throws IOException {
        this.sandbox = sandbox;
        sandbox.imports().hold();
        jvms = new WatchJvms(sandbox, directory, this);
        for (int i = 0; i <= places; i++) {
            jvms.fork();
        }
        jvms.open(places);
        await().atMost(PATIENCE).until(() -> jvms.isWritten("baseline"));
    }

    List<String> deliveries() {
        return jvms.deliveries();
    }

    List<Kill> kills() {
        return kills;
    }

    String figures() {
        return kills.size() + " kills of " + jvms.started() + " JVMs, " + sandbox.imports().transitions().size()
                + " transitions, " + deliveries().size() + " deliveries, " + deliveries().stream().distinct().count()
                + " different, in " + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s";
    }

    /** An import enters its next state; ends when a JVM has been killed with it, and the transition has been written down. */
    void killAt(String point) {
        if (state == STATES.size() - 1) {
            state = -1;
        }
        // a first state has no former one to be removed
        if (state == -1 && point.endsWith("removal-of-current")) {
            String first = enterArmed(null);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> isRecorded(first));
        }
        String transition = enterArmed(point);
        int before = kills.size();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            assertThat(jvms.alive()).as("JVMs at %s", point).allMatch(ForkedJvm::isAlive);
            return kills.size() > before && isRecorded(transition);
        });
    }

    /** Ends when JVMs have had the time to deliver once more what they should not. */
    void end() {
        await().atMost(PATIENCE).until(jvms::areAllPlacesTaken);
        int before = sandbox.requests().count();
        await().atMost(PATIENCE).until(() -> sandbox.requests().count() > before + 40);
    }

    @Override
    public synchronized boolean isDeadly(String point, String subject) {
        // a claim names the import only
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
    public void killed() {
        jvms.open(1);
        try {
            jvms.fork();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        jvms.close();
    }

    /** Locked, so that no JVM passes the point before it is known. */
    private synchronized String enterArmed(String point) {
        state++;
        if (state == 0) {
            importId = sandbox.imports().create("import");
        } else {
            sandbox.imports().setState(importId, STATES.get(state));
        }
        String transition = importId + "|" + STATES.get(state);
        armed = point == null ? null : new Kill(transition, point);
        return transition;
    }

    private boolean isRecorded(String transition) {
        return jvms.isWritten(transition + "|" + sandbox.imports().get(importId).updatedAt().toEpochMilli());
    }
}
