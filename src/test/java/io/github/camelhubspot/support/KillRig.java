package io.github.camelhubspot.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Forks JVMs that consume on behalf of a test, starts them, receives their reports and kills them as {@code kill -9} does.
 *
 * <p>Each JVM runs a class that uses {@link KillRigJvm}. It boots when it is forked and consumes when it is started, so that a
 * test does not wait for the boot of the next JVM. A thread that reports waits until the listener has processed the report.
 *
 * <p>Thread-safe: this object's lock guards the JVMs. The listener is called without the lock, from one thread for each reporting
 * thread.
 */
public final class KillRig implements AutoCloseable {

    /**
     * What a JVM reports.
     *
     * @param jvm   name of the JVM
     * @param point what it does
     * @param facts details, which depend on the point
     */
    public record Report(String jvm, String point, List<String> facts) {
    }

    /** Processes reports and selects the JVMs to kill. */
    public interface Listener {

        /** Processes a report; returns whether the JVM is to be killed before it continues. */
        boolean isDeadly(Report report);

        /** Called after a JVM was killed at a report. */
        default void killed(Report report) {
        }
    }

    private static final List<String> OPTIONS = List.of("-Xmx96m", "-XX:+UseSerialGC",
            "-Dlogback.configurationFile=logback-examples.xml");

    private final Path directory;
    private final Class<?> main;
    private final List<String> arguments;
    private final Listener listener;
    private final ReportServer reports;
    private final Map<String, ForkedJvm> alive = new LinkedHashMap<>();
    private final Queue<String> waiting = new ArrayDeque<>();
    private final Set<String> starting = new HashSet<>();
    private int forked;
    private int kills;

    /**
     * @param directory for the logs of the JVMs
     * @param main      class that the JVMs run
     * @param arguments what it gets after the arguments of {@link KillRigJvm}
     */
    public KillRig(Path directory, Class<?> main, Listener listener, String... arguments) throws IOException {
        this.directory = directory;
        this.main = main;
        this.listener = listener;
        this.arguments = List.of(arguments);
        reports = new ReportServer(this::reported);
    }

    /** Boots a JVM, which waits until it is started. */
    public synchronized void fork() {
        String name = "jvm" + ++forked;
        List<String> all = new ArrayList<>(List.of(String.valueOf(reports.port()), name));
        all.addAll(arguments);
        try {
            alive.put(name, ForkedJvm.start(directory.resolve(name + ".log"), OPTIONS, main, all.toArray(String[]::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        waiting.add(name);
    }

    /** Starts the JVM that has waited longest, and returns its name. */
    public synchronized String start() {
        assertAlive();
        String name = waiting.remove();
        starting.add(name);
        try {
            alive.get(name).tell("go");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }

    /** Kills a JVM and waits for its end; does nothing if it was killed before. */
    public synchronized void kill(String name) {
        ForkedJvm jvm = alive.remove(name);
        if (jvm != null) {
            starting.remove(name);
            jvm.kill();
            kills++;
        }
    }

    /** Whether all JVMs that were told to start have done so. */
    public synchronized boolean areAllStarted() {
        return starting.isEmpty();
    }

    /** Whether all reports of killed JVMs have been processed, if no other JVM has been started. */
    public boolean hasNoReporter() {
        return reports.reporters() == 0;
    }

    /** Fails if a JVM has ended that the test has not killed. */
    public synchronized void assertAlive() {
        alive.forEach((name, jvm) -> assertThat(jvm.isAlive()).as(() -> name + " ended by itself: " + jvm.output()).isTrue());
    }

    /** Returns the number of JVMs that have not been killed. */
    public synchronized int alive() {
        return alive.size();
    }

    public synchronized int forked() {
        return forked;
    }

    public synchronized int kills() {
        return kills;
    }

    private void reported(String line) {
        List<String> parts = List.of(line.split(" "));
        Report report = new Report(parts.get(0), parts.get(1), parts.subList(2, parts.size()));
        if (report.point().equals(KillRigJvm.STARTED)) {
            synchronized (this) {
                starting.remove(report.jvm());
            }
        } else if (listener.isDeadly(report)) {
            kill(report.jvm());
            listener.killed(report);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        alive.values().forEach(ForkedJvm::close);
        reports.close();
    }
}
