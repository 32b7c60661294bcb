package io.github.camelhubspot.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of {@link ForkedJvm}s, with an archive from which they map their classes instead of parsing and verifying them.
 * This halves the CPU time of their start, and the kill tests start about fifty of them.
 *
 * <p>The first JVM of a build that needs the archive creates it, in a directory of {@code target} that is named after the state of
 * the classes; the others wait for it. A JVM that cannot use the archive starts without it, only slower.
 */
final class ClassArchive {

    private static final Path TARGET = target();
    private static final List<Path> CLASS_PATH = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of).toList();
    private static final List<String> OPTIONS = make();

    private ClassArchive() {
    }

    /** Returns the options of a JVM: class path and archive. */
    static List<String> options() {
        return OPTIONS;
    }

    private static List<String> make() {
        try {
            Path directory = TARGET.resolve("class-archive");
            Files.createDirectories(directory);
            try (FileChannel lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock(); // until the channel is closed
                Path state = directory.resolve(Long.toHexString(newestClass()) + Integer.toHexString(CLASS_PATH.hashCode()));
                Path archive = state.resolve("classes.jsa");
                List<String> classPath = List.of("-cp", jars(state).stream().map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
                if (Files.notExists(archive)) {
                    dump(archive, classPath, state.resolve("dump.log"));
                }
                List<String> options = new ArrayList<>(classPath);
                options.add("-XX:SharedArchiveFile=" + archive);
                return List.copyOf(options);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Class data sharing takes classes from jars only, so each directory becomes a jar. */
    private static List<Path> jars(Path state) throws IOException {
        Files.createDirectories(state);
        List<Path> jars = new ArrayList<>();
        for (Path entry : CLASS_PATH) {
            if (Files.isDirectory(entry)) {
                Path jar = state.resolve(entry.getFileName() + ".jar");
                if (Files.notExists(jar)) {
                    ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--no-compress", "--file",
                            jar.toString(), "-C", entry.toString(), ".");
                }
                jars.add(jar);
            } else if (Files.exists(entry)) {
                jars.add(entry);
            }
        }
        return jars;
    }

    private static void dump(Path archive, List<String> classPath, Path log) throws IOException {
        List<String> command = new ArrayList<>(ForkedJvm.COMMAND);
        command.addAll(classPath);
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, ClassArchiveWarmUp.class.getName(),
                archive.resolveSibling("positions").toString()));
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().onExit().join();
    }

    private static long newestClass() throws IOException {
        long[] newest = { 0 };
        for (Path entry : CLASS_PATH) {
            if (Files.isDirectory(entry)) {
                Files.walkFileTree(entry, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        newest[0] = Math.max(newest[0], attributes.lastModifiedTime().toMillis());
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        }
        return newest[0];
    }

    private static Path target() {
        try {
            return Path.of(ClassArchive.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
