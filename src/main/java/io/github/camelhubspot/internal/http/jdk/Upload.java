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
 * Reads a request body piece by piece on an executor, as fast as the client sends it.
 *
 * <p>Thread-safe: the object's own lock guards the state; one task at a time reads.
 */
final class Upload implements Flow.Subscription {

    private static final int PIECE = 64 * 1024;

    private final InputStream source;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final Executor executor;
    private final Runnable progress;
    private final Consumer<IOException> unreadable;
    private long demand;
    private boolean reading;
    private boolean ended;
    private boolean complete;

    /**
     * @param executor   reads the source, which may block
     * @param progress   called for each piece that is sent
     * @param unreadable called if the source cannot be read to its end; the subscriber learns nothing of it
     */
    Upload(InputStream source, Flow.Subscriber<? super ByteBuffer> subscriber, Executor executor, Runnable progress,
            Consumer<IOException> unreadable) {
        this.source = source;
        this.subscriber = subscriber;
        this.executor = executor;
        this.progress = progress;
        this.unreadable = unreadable;
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
            executor.execute(this::readWhileWanted);
        } catch (RejectedExecutionException | OutOfMemoryError e) { // the latter says that no thread can be had
            cancel();
            closeSource();
            unreadable.accept(new UnreadableException("the body cannot be read: " + (e instanceof Error
                    ? FailureTexts.describe(e) : "the component stops"), e));
        }
    }

    /** Whether the source was read to its end. */
    synchronized boolean complete() {
        return complete;
    }

    /** Nothing more is wanted. */
    @Override
    public void cancel() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (reading) {
                return; // the task that reads closes the source
            }
        }
        closeSource();
    }

    private void readWhileWanted() {
        try {
            while (wanted()) {
                byte[] piece = new byte[PIECE];
                int count = source.read(piece);
                if (count < 0) {
                    end();
                } else if (count > 0) {
                    pass(ByteBuffer.wrap(piece, 0, count));
                }
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new UnreadableException("the body cannot be read: " + FailureTexts.describe(e), e));
        }
    }

    /** Whether to read on. If not, the next request for more starts another task. */
    private boolean wanted() {
        synchronized (this) {
            reading = demand > 0 && !ended;
            if (reading || !ended) {
                return reading;
            }
        }
        closeSource();
        return false;
    }

    private void pass(ByteBuffer piece) {
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
        unreadable.accept(failure);
    }

    private void closeSource() {
        try {
            source.close();
        } catch (IOException e) {
            // it was read as far as it was wanted
        }
    }
}
