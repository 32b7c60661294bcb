package io.github.camelhubspot.internal.batch;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.camelhubspot.internal.batch.BatchBuilder.Batch;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.model.BatchVerdict.Outcome;

/**
 * Splits one body into batches, sends several of them concurrently, and passes on the verdicts. At most {@code concurrency}
 * batches of inputs are read ahead of the delivered ones.
 *
 * <p>Not thread-safe: its owner confines it to one thread at a time. Only the listener is called on other threads; the owner
 * brings the completed batch back to its thread and calls {@link #complete}.
 */
final class BatchRun {

    record CompletedBatch(Batch batch, BatchOutcome outcome) {
    }

    private final BatchSplitter splitter;
    private final BatchSender sender;
    private final int concurrency;
    private final Consumer<Verdict> verdicts;
    private final Consumer<CompletedBatch> listener;
    private final Set<String> keysInFlight = new HashSet<>();
    private int inFlight;
    /** Inputs whose verdicts have been delivered. */
    private long delivered;
    private long undone;
    private Map<String, ?> firstError;
    private boolean anyEffect;
    /** The failure that all batches have had so far; {@code null} before the first one. */
    private CallFailure commonFailure;
    private boolean differentFailures;

    /**
     * @param verdicts receives each verdict as soon as it is known, in any order
     * @param listener receives completed batches, on any thread
     */
    BatchRun(BatchSplitter splitter, BatchSender sender, int concurrency, Consumer<Verdict> verdicts,
            Consumer<CompletedBatch> listener) {
        this.splitter = splitter;
        this.sender = sender;
        this.concurrency = concurrency;
        this.verdicts = verdicts;
        this.listener = listener;
    }

    /** Sends all batches that can be sent now. */
    void advance() {
        int size = splitter.size();
        // when sending has stopped, batches in flight may still succeed; only then does each remaining input get a verdict
        while (inFlight < concurrency && !splitter.isExhausted() && !hasFailed()) {
            long readLimit = readLimit();
            boolean fullBatch = readLimit - splitter.read() >= size || splitter.deferred() >= size;
            if (!fullBatch && inFlight > 0 || readLimit <= splitter.read() && splitter.deferred() == 0) {
                return; // a full batch later is better than a small one now
            }
            Batch batch = splitter.next(readLimit, keysInFlight, input -> deliver(Verdict.refused(input)));
            if (!batch.inputs().isEmpty()) {
                start(batch);
            } else if (inFlight > 0 || readLimit() <= splitter.read()) {
                return; // otherwise the refused inputs have made room for more
            }
        }
    }

    private long readLimit() {
        return delivered + (long) concurrency * splitter.size();
    }

    private void start(Batch batch) {
        inFlight++;
        keysInFlight.addAll(batch.keys());
        CallFailure reason = sender.stopReason();
        if (reason != null) {
            complete(new CompletedBatch(batch, BatchOutcome.failed(reason.notSent(batch.inputs()), reason)));
        } else {
            sender.start(batch.inputs()).thenAccept(outcome -> listener.accept(new CompletedBatch(batch, outcome)));
        }
    }

    /** Passes on the verdicts of a batch. */
    void complete(CompletedBatch completed) {
        inFlight--;
        keysInFlight.removeAll(completed.batch().keys());
        CallFailure failure = completed.outcome().failure();
        differentFailures = differentFailures || failure == null || failure.isDivisible()
                || commonFailure != null && !commonFailure.isLike(failure);
        commonFailure = commonFailure == null ? failure : commonFailure;
        List<Verdict> all = completed.outcome().verdicts();
        for (int i = 0; i < all.size(); i++) {
            Verdict verdict = all.get(i);
            deliver(verdict);
            completed.batch().duplicates().getOrDefault(i, List.of()).forEach(input -> deliver(verdict.at(input.index())));
        }
    }

    private void deliver(Verdict verdict) {
        anyEffect = anyEffect || verdict.outcome() != Outcome.FAILED;
        undone += verdict.isDone() ? 0 : 1;
        firstError = firstError == null ? verdict.error() : firstError;
        verdicts.accept(verdict);
    }

    /** The owner no longer holds one of the inputs or its verdict, so one more input may be read. */
    void release() {
        delivered++;
    }

    /** Whether there will be no more verdicts. */
    boolean isFinished() {
        return inFlight == 0 && (splitter.isExhausted() || hasFailed());
    }

    /** Whether sending has stopped before any input can have taken effect. */
    boolean hasFailed() {
        return sender.stopReason() != null && !anyEffect;
    }

    /** Returns the one failure because of which no input took effect; {@code null} if there is none. */
    RuntimeException failure() {
        if (anyEffect) {
            return null;
        }
        return sender.stopReason() != null ? sender.stopReason().cause()
                : commonFailure != null && !differentFailures ? commonFailure.cause() : null;
    }

    /** Returns why the body could not be read to its end; {@code null} if it could. */
    RuntimeException readFailure() {
        return splitter.readFailure();
    }

    /** Returns how many inputs have been read. */
    long read() {
        return splitter.read();
    }

    /** Returns how many verdicts so far are not {@code DONE}. */
    long undone() {
        return undone;
    }

    /** Returns the error of the first verdict that was not {@code DONE}; {@code null} if all were. */
    Map<String, ?> firstError() {
        return firstError;
    }
}
