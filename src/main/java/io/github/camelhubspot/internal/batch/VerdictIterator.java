package io.github.camelhubspot.internal.batch;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.github.camelhubspot.internal.batch.BatchRun.Ended;

/**
 * The verdicts on the inputs of a body, in their order. Reads and sends as it is asked, ahead by as many batches as may be
 * under way at once. Used by one thread, which it holds while there is no verdict.
 */
final class VerdictIterator implements Iterator<Object>, Closeable {

    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Long, Verdict> ready = new HashMap<>();
    private final BatchRun run;
    private final Function<Verdict, Object> form;
    private final BiFunction<Long, Map<String, ?>, RuntimeException> partialFailure;
    private final Closeable source;
    private long next;
    private boolean closed;

    /**
     * @param form           gives a verdict the form in which it is handed out
     * @param partialFailure what to end with if some inputs were not done, by their number and the first error;
     *                       its result {@code null} for an end like any other
     */
    VerdictIterator(BatchSplitter cutter, BatchSender sender, int size, int concurrency, Executor executor, Closeable source,
            Function<Verdict, Object> form, BiFunction<Long, Map<String, ?>, RuntimeException> partialFailure) {
        this.source = source;
        this.form = form;
        this.partialFailure = partialFailure;
        this.run = new BatchRun(cutter, sender, size, concurrency, executor, verdict -> ready.put(verdict.index(), verdict),
                ended::add);
    }

    @Override
    public boolean hasNext() {
        while (!closed && !hasVerdict()) {
            for (Ended batch = ended.poll(); batch != null; batch = ended.poll()) {
                run.ended(batch);
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

    /** If nothing at all can be done, that is not told input by input. */
    private boolean hasVerdict() {
        return ready.containsKey(next) && !(next == 0 && run.isFutile());
    }

    private void end() {
        close();
        RuntimeException failure = run.failure() != null && run.read() > next ? run.failure() : run.broken();
        if (failure == null && run.undone() > 0) {
            failure = partialFailure.apply(run.undone(), run.firstError());
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void await() {
        try {
            run.ended(ended.take());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for HubSpot's answer to a batch", e);
        }
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        run.release(1);
        return form.apply(ready.remove(next++));
    }

    /** Nothing more is read and sent; calls under way end by themselves. */
    @Override
    public void close() {
        closed = true;
        try {
            source.close();
        } catch (IOException e) {
            return; // what was read is used
        }
    }
}
