package io.github.camelhubspot.internal.batch;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.internal.batch.BatchRun.CompletedBatch;

/**
 * Sends all batches of a body and collects their verdicts in memory. No thread is blocked.
 *
 * <p>Thread-safe by serialization: a thread that completes a batch queues it and raises {@link #events}. The thread that raises
 * it from 0 drains all queued batches and sends the next ones; only that thread uses {@link #run} and {@link #result}.
 */
final class BufferedBatchRun {

    private final MergedResult result = new MergedResult();
    private final Queue<CompletedBatch> completed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger events = new AtomicInteger();
    private final CompletableFuture<BufferedBatchRun> finished = new CompletableFuture<>();
    private final BatchRun run;

    BufferedBatchRun(BatchSplitter splitter, BatchSender sender, int concurrency) {
        this.run = new BatchRun(splitter, sender, concurrency, this::add, this::completed);
    }

    /** Returns a future that completes when each input has a verdict, or sending has stopped before any took effect. */
    CompletableFuture<BufferedBatchRun> start() {
        drain();
        return finished;
    }

    MergedResult result() {
        return result;
    }

    /** Returns the one failure because of which no input took effect; {@code null} if there is none. */
    RuntimeException failure() {
        return run.failure();
    }

    /** Returns why the body could not be read to its end; {@code null} if it could. */
    RuntimeException readFailure() {
        return run.readFailure();
    }

    private void add(Verdict verdict) {
        result.add(verdict);
        run.release();
    }

    private void completed(CompletedBatch batch) {
        completed.add(batch);
        drain();
    }

    private void drain() {
        if (events.getAndIncrement() != 0) {
            return;
        }
        int pending = 1;
        do {
            for (CompletedBatch batch = completed.poll(); batch != null; batch = completed.poll()) {
                result.add(batch.outcome());
                run.complete(batch);
            }
            try {
                run.advance();
            } catch (RuntimeException | Error e) {
                finished.completeExceptionally(e);
                return;
            }
            pending = events.addAndGet(-pending);
        } while (pending != 0);
        if (run.isFinished()) {
            finished.complete(this);
        }
    }
}
