package io.github.camelhubspot.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs a class of the tests, small and quick to start, until it ends or is killed. */
public final class ForkedJvm implements AutoCloseable {

    /** The command without the class path. JMX is off because it takes a sixth of the CPU time of a start. */
    static final List<String> COMMAND = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-Dorg.apache.camel.jmx.disabled=true");

    private final Process process;
    private final Path log;

    private ForkedJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a JVM.
     *
     * @param log     file for its output
     * @param options for the JVM, such as its memory
     */
    public static ForkedJvm start(Path log, List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(options);
        command.addAll(ClassArchive.options());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ForkedJvm(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Writes a line to its standard input. */
    public void tell(String line) throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    /** Kills it as {@code kill -9} does, and waits until it has ended. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Returns its exit code; fails if it does not end in time. */
    public int exitValue(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + patience + ": " + output());
        }
        return process.exitValue();
    }

    /** Returns its output. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
