package io.github.camelhubspot.imports;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * A temporary file as a message body that behaves like Camel's own stream caches: it can be read again, and each copy (for a wire
 * tap or a parallel multicast) has its own position and stays readable after the exchange of the first has ended. All copies read
 * one open file, whose name is deleted at once where the operating system allows it, so that no other process can open it.
 *
 * <p>The file is closed when the exchanges of all copies are done and every copy was closed by its reader. The caller of a
 * template may read a copy after its exchange is done; then that reader closes the file, or the garbage collector does.
 *
 * <p>A copy is not thread-safe. Different copies can be read by different threads: a lock guards the position of the shared file.
 */
final class FileStream extends InputStream implements StreamCache {

    private static final int BUFFER = 64 * 1024;

    /** The open file and its reference counts, shared by all copies. */
    private static final class Shared {

        private final File name;
        /** Not a channel: the interrupt of one reading thread would close it for all copies. */
        private final RandomAccessFile file;
        private final long length;
        private final ReentrantLock lock = new ReentrantLock();
        private final AtomicInteger exchanges = new AtomicInteger();
        private final AtomicInteger unclosed = new AtomicInteger();

        private Shared(File name) throws IOException {
            this.name = name;
            this.file = new RandomAccessFile(name, "r");
            this.length = file.length();
            if (!name.delete()) { // some operating systems keep the name of an open file
                name.deleteOnExit();
            }
        }

        private int read(byte[] bytes, int offset, int length, long position) throws IOException {
            lock.lock();
            try {
                file.seek(position);
                return file.read(bytes, offset, length);
            } finally {
                lock.unlock();
            }
        }

        private void usedBy(Exchange exchange) {
            exchanges.incrementAndGet();
            unclosed.incrementAndGet();
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    exchanges.decrementAndGet();
                    closeIfUnused();
                }
            });
        }

        private void closeIfUnused() {
            if (exchanges.get() == 0 && unclosed.get() == 0) {
                try {
                    file.close();
                } catch (IOException e) {
                    return; // nothing was written that could be lost
                } finally {
                    name.delete();
                }
            }
        }
    }

    private final Shared shared;
    private long position;
    private boolean closed;

    private FileStream(Shared shared) {
        this.shared = shared;
    }

    /**
     * Opens a file and deletes its name.
     *
     * @param exchange its end releases the file
     */
    static FileStream of(Path file, Exchange exchange) throws IOException {
        Shared shared = new Shared(file.toFile());
        shared.usedBy(exchange);
        return new FileStream(shared);
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        shared.usedBy(exchange);
        return new FileStream(shared);
    }

    @Override
    public void reset() {
        position = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = length == 0 ? 0 : shared.read(bytes, offset, length, position);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, shared.length - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, shared.length - position);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            shared.unclosed.decrementAndGet();
        }
        shared.closeIfUnused();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = read(buffer, 0, BUFFER); count >= 0; count = read(buffer, 0, BUFFER)) {
            out.write(buffer, 0, count);
        }
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return shared.length;
    }

    @Override
    public long position() {
        return position;
    }
}
