package io.github.camelhubspot.internal.http.jdk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.github.camelhubspot.internal.http.FailureTexts;
import io.github.camelhubspot.internal.http.UnreadableException;

/**
 * Reads a request body piece by piece on an executor. It reads only as much as the client has requested, so that memory stays
 * bounded.
 *
 * <p>Thread-safe: the monitor of this object guards {@code demand}, {@code reading}, {@code ended} and {@code complete}. At most
 * one task reads the source at a time; {@code reading} is true while it runs.
 */
final class Upload implements Flow.Subscription {

    private static final int PIECE_SIZE = 64 * 1024;

    private final InputStream source;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final Executor executor;
    private final Runnable progress;
    private final Consumer<IOException> onReadFailure;
    private long demand;
    private boolean reading;
    private boolean ended;
    private boolean complete;

    /**
     * @param executor      reads the source, which may block the thread
     * @param progress      runs for each piece that is sent
     * @param onReadFailure called if reading the source fails; the subscriber is not notified
     */
    Upload(InputStream source, Flow.Subscriber<? super ByteBuffer> subscriber, Executor executor, Runnable progress,
            Consumer<IOException> onReadFailure) {
        this.source = source;
        this.subscriber = subscriber;
        this.executor = executor;
        this.progress = progress;
        this.onReadFailure = onReadFailure;
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            demand += count;
            if (reading || ended) {
                return;
            }
            reading = true;
        }
        try {
            executor.execute(this::readWhileRequested);
        } catch (RejectedExecutionException | OutOfMemoryError e) { // OutOfMemoryError: no thread could be started
            cancel();
            closeSource();
            onReadFailure.accept(new UnreadableException("the body cannot be read: " + (e instanceof Error
                    ? FailureTexts.describe(e) : "the component stops"), e));
        }
    }

    /** Whether the source was read to its end. */
    synchronized boolean complete() {
        return complete;
    }

    /** Stops reading, and closes the source. */
    @Override
    public void cancel() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (reading) {
                return; // the reading task closes the source
            }
        }
        closeSource();
    }

    private void readWhileRequested() {
        try {
            while (continueReading()) {
                byte[] piece = new byte[PIECE_SIZE];
                int count = source.read(piece);
                if (count < 0) {
                    end();
                } else if (count > 0) {
                    deliver(ByteBuffer.wrap(piece, 0, count));
                }
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new UnreadableException("the body cannot be read: " + FailureTexts.describe(e), e));
        }
    }

    /** Whether to read the next piece. If not, this task must end, and the next {@link #request} starts another one. */
    private boolean continueReading() {
        synchronized (this) {
            reading = demand > 0 && !ended;
            if (reading || !ended) {
                return reading;
            }
        }
        closeSource();
        return false;
    }

    private void deliver(ByteBuffer piece) {
        synchronized (this) {
            if (ended) {
                return;
            }
            demand--;
        }
        progress.run();
        subscriber.onNext(piece);
    }

    private void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            complete = true;
        }
        subscriber.onComplete();
    }

    private void fail(IOException failure) {
        synchronized (this) {
            ended = true;
            reading = false;
        }
        closeSource();
        onReadFailure.accept(failure);
    }

    private void closeSource() {
        try {
            source.close();
        } catch (IOException e) {
            // a failure to close does not matter: all requested bytes were read
        }
    }
}
