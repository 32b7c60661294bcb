package io.github.camelhubspot.internal.leads.position;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Positions in files of a directory, one each. A position is either the former or the new one, whenever the JVM is killed or
 * the machine stops: it is written beside the former one, forced to the disk and put into its place.
 */
public final class PositionDirectory extends ServiceSupport implements StateRepository<String, String> {

    private final Path directory;
    private final Map<String, FileChannel> locks = new ConcurrentHashMap<>();

    public PositionDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Takes a position for this consumer alone, until it is {@linkplain #unlock released} or the JVM ends. A stop of this service
     * does not release it, because an exchange of a consumer that was stopped by force may still be under way.
     *
     * @throws IllegalStateException if another consumer has it, in whichever JVM
     */
    void lock(String key) {
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(file(key, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new IllegalStateException("Position " + key + " in directory " + directory
                        + " is in use by another consumer, in this JVM or in another one: give each consumer its own"
                        + " positionName, or run one at a time with the component master");
            }
            locks.put(key, channel);
            channel = null;
        } catch (IOException e) {
            throw new UncheckedIOException("Position " + key + " in directory " + directory + " cannot be locked", e);
        } finally {
            close(channel);
        }
    }

    void unlock(String key) {
        close(locks.remove(key));
    }

    /** The same for all objects that stand for this directory. */
    Path path() {
        return directory.toAbsolutePath().normalize();
    }

    @Override
    public String getState(String key) {
        try {
            return Files.readString(file(key, ".json"));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(file(key, ".json") + " cannot be read", e);
        }
    }

    @Override
    public void setState(String key, String text) {
        Path next = file(key, ".json.new");
        try {
            // not a channel: an interrupt would close it in the middle
            try (FileOutputStream out = new FileOutputStream(next.toFile())) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            Files.move(next, file(key, ".json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException("Position " + key + " cannot be written to directory " + directory, e);
        }
    }

    @Override
    public String toString() {
        return "directory " + directory;
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** So that the new name survives a power failure, too. Windows cannot open a directory, and does not need to. */
    private void forceDirectory() throws IOException {
        if (java.io.File.separatorChar == '/') {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private Path file(String key, String suffix) {
        return directory.resolve(key + suffix);
    }

    private static void close(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
