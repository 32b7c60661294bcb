package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/**
 * The body of a request on its way out. Whoever sends does not wait for a file: the next piece is read on an executor while
 * one is sent, and no further piece before that one is gone.
 */
final class Upload {

    private static final int PIECE = 64 * 1024;

    private final EntityDetails details;
    private final InputStream source;
    private final Executor executor;
    private final Runnable progress;
    private final Consumer<IOException> unreadable;
    private ByteBuffer current;
    private ByteBuffer next;
    private DataStreamChannel channel;
    private boolean reading;
    private boolean exhausted;
    private boolean ended;
    private boolean closed;

    private Upload(EntityDetails details, ByteBuffer current, InputStream source, Executor executor, Runnable progress,
            Consumer<IOException> unreadable) {
        this.details = details;
        this.current = current;
        this.source = source;
        this.exhausted = source == null;
        this.executor = executor;
        this.progress = progress;
        this.unreadable = unreadable;
    }

    /**
     * @param  executor            reads
     * @param  progress            called for each piece that was written
     * @param  unreadable          called if the body cannot be read to its end
     * @throws UnreadableException if the size of the body cannot be found out
     */
    static Upload of(HttpBody body, Executor executor, Runnable progress, Consumer<IOException> unreadable)
            throws UnreadableException {
        if (body instanceof HttpBody.Bytes bytes) {
            return new Upload(
                    new BasicEntityDetails(bytes.content().length, ContentType.parse(bytes.contentType())),
                    ByteBuffer.wrap(bytes.content()), null, executor, progress, unreadable);
        }
        Form form = new Form((HttpBody.Multipart) body);
        return new Upload(new BasicEntityDetails(form.length(), ContentType.parse(form.contentType())),
                ByteBuffer.allocate(0), form.open(), executor, progress, unreadable);
    }

    EntityDetails details() {
        return details;
    }

    /** Whether all of it was given to the connection. */
    synchronized boolean ended() {
        return ended;
    }

    /** More than 0 if there is something to do for {@link #produce}. */
    synchronized int available() {
        return current.remaining() + (next == null ? 0 : next.remaining()) + (exhausted && !ended ? 1 : 0);
    }

    /**
     * Writes one piece, or as much of it as the connection takes, and requests another call for the next one. A TLS connection
     * takes everything and keeps in memory what the network does not take; only the next call waits for the network.
     */
    void produce(DataStreamChannel target) throws IOException {
        if (current.hasRemaining()) {
            if (target.write(current) > 0) {
                progress.run();
            }
            if (current.hasRemaining()) {
                return;
            }
        }
        boolean more;
        synchronized (this) {
            channel = target;
            if (ended) {
                return;
            }
            more = next != null;
            ended = !more && exhausted;
            if (!ended) {
                current = more ? next : current;
                next = null;
                read();
            }
            if (!more && !ended) {
                return; // the thread that reads requests another call
            }
        }
        if (more) {
            target.requestOutput();
        } else {
            target.endStream();
        }
    }

    /** Nothing more of it is wanted. */
    void close() {
        synchronized (this) {
            if (closed || source == null) {
                return;
            }
            closed = true;
            if (reading) {
                return; // who reads closes
            }
        }
        closeSource();
    }

    private void read() {
        if (!reading && !exhausted && !closed) {
            reading = true;
            try {
                executor.execute(this::readPiece);
            } catch (RejectedExecutionException | OutOfMemoryError e) { // the latter says that no thread can be had
                reading = false;
                unreadable.accept(new UnreadableException("the body cannot be read: " + (e instanceof Error
                        ? FailureTexts.describe(e) : "the component stops"), e));
            }
        }
    }

    private void readPiece() {
        byte[] piece = null;
        int count = -1;
        IOException failure = null;
        try {
            piece = new byte[PIECE];
            count = source.read(piece);
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new UnreadableException("the body cannot be read: " + FailureTexts.describe(e), e);
        }
        boolean over;
        synchronized (this) {
            reading = false;
            over = closed;
            closed |= failure != null; // another read could begin behind the failure, and come to an end that is none
            if (count >= 0) {
                next = ByteBuffer.wrap(piece, 0, count);
            } else if (failure == null) {
                exhausted = true;
            }
        }
        if (over || count < 0) {
            closeSource();
        }
        if (failure != null) {
            unreadable.accept(failure);
        } else if (!over) {
            channel.requestOutput();
        }
    }

    private void closeSource() {
        try {
            source.close();
        } catch (IOException e) {
            // it was read as far as it was wanted
        }
    }
}
