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
 * A temporary file as a message body, which behaves like Camel's own cached streams: it can be read again, and its copies for
 * other exchanges (a wire tap, a parallel multicast) are read on their own, also when the exchange of the first is done. All read
 * one open file. Nobody else can open it any more: its name is deleted at once where the operating system allows it.
 *
 * <p>The file is closed when the exchanges of all copies are done and all copies have been closed by a reader. A copy that has
 * not been closed may still be read, by the caller of a template: then that reader closes the file, or the garbage collector.
 *
 * <p>A copy is not thread-safe, different copies can be read by different threads.
 */
final class FileStream extends InputStream implements StreamCache {

    private static final int BUFFER = 64 * 1024;

    /** What the copies share. */
    private static final class Shared {

        private final File name;
        /** Not a channel: that is closed for all copies when the thread of one reader is interrupted. */
        private final RandomAccessFile file;
        private final long length;
        private final ReentrantLock reading = new ReentrantLock();
        private final AtomicInteger exchanges = new AtomicInteger();
        private final AtomicInteger unread = new AtomicInteger();

        private Shared(File name) throws IOException {
            this.name = name;
            this.file = new RandomAccessFile(name, "r");
            this.length = file.length();
            if (!name.delete()) { // an open file keeps its name on some systems, until it is closed
                name.deleteOnExit();
            }
        }

        private int read(byte[] bytes, int offset, int length, long position) throws IOException {
            reading.lock();
            try {
                file.seek(position);
                return file.read(bytes, offset, length);
            } finally {
                reading.unlock();
            }
        }

        private void usedBy(Exchange exchange) {
            exchanges.incrementAndGet();
            unread.incrementAndGet();
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    exchanges.decrementAndGet();
                    closeIfUnused();
                }
            });
        }

        private void closeIfUnused() {
            if (exchanges.get() == 0 && unread.get() == 0) {
                try {
                    file.close();
                } catch (IOException e) {
                    return; // it was only read
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
     * @param file     is deleted
     * @param exchange whose body this becomes
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
            shared.unread.decrementAndGet();
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
