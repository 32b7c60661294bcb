package io.github.camelhubspot.internal.batch;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.internal.batch.BatchRun.Ended;

/**
 * Runs all batches of a body and gathers what comes of them. The thread on which a batch ends cuts and sends the next one; no
 * thread is held meanwhile.
 */
final class BufferedBatchRun {

    private final MergedResult result = new MergedResult();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    /** Who raises it from 0 works for all who come meanwhile. */
    private final AtomicInteger signals = new AtomicInteger();
    private final CompletableFuture<BufferedBatchRun> finished = new CompletableFuture<>();
    private final BatchRun run;

    BufferedBatchRun(BatchSplitter cutter, BatchSender sender, int size, int concurrency, Executor executor) {
        this.run = new BatchRun(cutter, sender, size, concurrency, executor, verdict -> {
            result.add(verdict);
            release();
        }, batch -> {
            ended.add(batch);
            work();
        });
    }

    private void release() {
        run.release(1);
    }

    /** @return done when each input has its verdict, or nothing can be done at all */
    CompletableFuture<BufferedBatchRun> start() {
        work();
        return finished;
    }

    MergedResult result() {
        return result;
    }

    /** Why nothing at all was done, if that has one reason; else {@code null}. */
    RuntimeException failure() {
        return run.failure();
    }

    /** Why the body could not be read to its end; {@code null} if it could. */
    RuntimeException broken() {
        return run.broken();
    }

    private void work() {
        if (signals.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            for (Ended batch = ended.poll(); batch != null; batch = ended.poll()) {
                result.add(batch.end());
                run.ended(batch);
            }
            try {
                run.advance();
            } catch (RuntimeException | Error e) {
                finished.completeExceptionally(e);
                return;
            }
            missed = signals.addAndGet(-missed);
        } while (missed != 0);
        if (run.isFinished()) {
            finished.complete(this);
        }
    }
}
