package io.github.camelhubspot.internal.leads.position;

import java.io.File;
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
 * Stores positions in the files of a directory, one file each. After the JVM was killed or the machine has lost power, a file has
 * either the old or the new position: the new one is written to another file, forced to the disk and renamed.
 *
 * <p>Thread-safe for different positions; a position has one consumer.
 */
public final class PositionDirectory extends ServiceSupport implements StateRepository<String, String> {

    private final Path directory;
    private final Map<String, FileChannel> locks = new ConcurrentHashMap<>();

    public PositionDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Locks a position until {@link #unlock} or the end of the JVM. A stop of this service does not unlock it, because an
     * exchange of a consumer that was stopped by force may still be in flight.
     *
     * @throws IllegalStateException if another consumer has the lock, in this JVM or in another one
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

    /** Returns a path that is equal for all objects of the same directory. */
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
            // not a channel, which an interrupt would close before all is written
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

    /** Makes the rename survive a loss of power. Windows cannot open a directory, and does not need this. */
    private void forceDirectory() throws IOException {
        if (File.separatorChar == '/') {
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
