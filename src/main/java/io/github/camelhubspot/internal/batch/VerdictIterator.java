package io.github.camelhubspot.internal.batch;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.github.camelhubspot.internal.batch.BatchRun.CompletedBatch;

/**
 * Iterates over the verdicts of a body in the order of its inputs. Reads and sends on demand, at most as many batches ahead as
 * may be in flight.
 *
 * <p>For one thread, which blocks while it waits for a verdict. Only {@link #completed} is shared with the threads that make
 * calls.
 */
final class VerdictIterator implements Iterator<Object>, Closeable {

    private final BlockingQueue<CompletedBatch> completed = new LinkedBlockingQueue<>();
    private final Map<Long, Verdict> verdicts = new HashMap<>();
    private final BatchRun run;
    private final Function<Verdict, Object> formatter;
    private final BiFunction<Long, Map<String, ?>, RuntimeException> partialFailure;
    private final Closeable source;
    private long next;
    private boolean closed;

    /**
     * @param source         the body; closed at the end
     * @param formatter      converts a verdict to the output type
     * @param partialFailure makes the exception to throw at the end when some inputs were not done, from their number and the
     *                       first error; returns {@code null} to throw none
     */
    VerdictIterator(BatchSplitter splitter, BatchSender sender, int concurrency, Closeable source,
            Function<Verdict, Object> formatter, BiFunction<Long, Map<String, ?>, RuntimeException> partialFailure) {
        this.source = source;
        this.formatter = formatter;
        this.partialFailure = partialFailure;
        this.run = new BatchRun(splitter, sender, concurrency, verdict -> verdicts.put(verdict.index(), verdict), completed::add);
    }

    @Override
    public boolean hasNext() {
        while (!closed && !hasVerdict()) {
            for (CompletedBatch batch = completed.poll(); batch != null; batch = completed.poll()) {
                run.complete(batch);
            }
            run.advance();
            if (!hasVerdict()) {
                if (run.isFinished()) {
                    end();
                } else {
                    await();
                }
            }
        }
        return !closed;
    }

    /** If the run has failed as a whole before the first verdict was returned, {@link #hasNext} throws instead. */
    private boolean hasVerdict() {
        return verdicts.containsKey(next) && !(next == 0 && run.hasFailed());
    }

    private void end() {
        close();
        RuntimeException failure = run.failure() != null && run.read() > next ? run.failure() : run.readFailure();
        if (failure == null && run.undone() > 0) {
            failure = partialFailure.apply(run.undone(), run.firstError());
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void await() {
        try {
            run.complete(completed.take());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for HubSpot's response to a batch", e);
        }
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        run.release();
        return formatter.apply(verdicts.remove(next++));
    }

    /** Stops reading and sending. Calls in flight are not cancelled. */
    @Override
    public void close() {
        closed = true;
        try {
            source.close();
        } catch (IOException e) {
            return; // the inputs that were read are valid all the same
        }
    }
}
