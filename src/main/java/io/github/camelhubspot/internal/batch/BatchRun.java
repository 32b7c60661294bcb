package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.camelhubspot.internal.batch.BatchBuilder.Batch;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.model.BatchVerdict.Outcome;

/**
 * The batches of one body: cuts and sends them, so many at once, and hands on verdicts. Used by one thread at a time; a
 * batch that ends tells so through a listener, which brings it back with {@link #ended}.
 */
final class BatchRun {

    /** A batch that ended, to be given to {@link #ended}. */
    record Ended(Batch batch, BatchOutcome end) {
    }

    private final BatchSplitter cutter;
    private final BatchSender sender;
    private final int size;
    private final int concurrency;
    private final Executor executor;
    private final Consumer<Verdict> verdicts;
    private final Consumer<Ended> listener;
    private final Set<String> busy = new HashSet<>();
    private int underWay;
    /** Inputs that nobody needs to remember any more. */
    private long released;
    private long undone;
    private Map<String, ?> firstError;
    private boolean anyEffect;
    /** How all batches so far have failed; {@code null} if they have not, or not all in the same way. */
    private CallFailure common;
    private boolean mixed;

    /**
     * @param verdicts gets each verdict when it is known, in any order
     * @param listener gets what has ended, on any thread
     */
    BatchRun(BatchSplitter cutter, BatchSender sender, int size, int concurrency, Executor executor, Consumer<Verdict> verdicts,
            Consumer<Ended> listener) {
        this.cutter = cutter;
        this.sender = sender;
        this.size = size;
        this.concurrency = concurrency;
        this.executor = executor;
        this.verdicts = verdicts;
        this.listener = listener;
    }

    /** Sends what can be sent now. */
    void advance() {
        while (underWay < concurrency && !cutter.isEmpty()) {
            if (isFutile()) {
                return; // what is still under way may have an effect, and then each input is to have its verdict
            }
            long most = mostRead();
            boolean room = most - cutter.read() >= size || cutter.kept() >= size;
            if (!room && underWay > 0 || most <= cutter.read() && cutter.kept() == 0) {
                return; // a larger batch later rather than a small one now
            }
            Batch batch = cutter.next(most, busy, this::refuse);
            if (!batch.inputs().isEmpty()) {
                start(batch);
            } else if (underWay > 0 || mostRead() <= cutter.read()) {
                return; // refused inputs may have made room meanwhile
            }
        }
    }

    /** How many inputs may have been read. */
    private long mostRead() {
        return released + (long) concurrency * size;
    }

    private void start(Batch batch) {
        underWay++;
        busy.addAll(batch.keys());
        CallFailure stop = sender.stop();
        if (stop != null) {
            ended(new Ended(batch, BatchOutcome.failed(stop.notSent(batch.inputs()), stop)));
            return;
        }
        sender.start(batch.inputs(), executor).thenAccept(end -> listener.accept(new Ended(batch, end)));
    }

    private void refuse(BatchInput input) {
        settle(Verdict.refused(input));
    }

    /** Takes the verdicts of a batch. */
    void ended(Ended ended) {
        underWay--;
        busy.removeAll(ended.batch().keys());
        CallFailure failure = ended.end().failure();
        mixed = mixed || failure == null || failure.isDivisible() || common != null && !common.isLike(failure);
        common = common == null ? failure : common;
        List<Verdict> all = ended.end().verdicts();
        for (int i = 0; i < all.size(); i++) {
            Verdict verdict = all.get(i);
            settle(verdict);
            ended.batch().twins().getOrDefault(i, List.of()).forEach(twin -> settle(verdict.at(twin.index())));
        }
    }

    private void settle(Verdict verdict) {
        anyEffect = anyEffect || verdict.outcome() != Outcome.FAILED;
        undone += verdict.isDone() ? 0 : 1;
        firstError = firstError == null ? verdict.error() : firstError;
        verdicts.accept(verdict);
    }

    /** Says that so many inputs need no more memory. */
    void release(long inputs) {
        released += inputs;
    }

    /** Whether nothing more can come. */
    boolean isFinished() {
        return underWay == 0 && (cutter.isEmpty() || isFutile());
    }

    /** Whether nothing has been done so far, and nothing more will be sent. */
    boolean isFutile() {
        return sender.stop() != null && !anyEffect;
    }

    /** Why nothing at all was done, if that has one reason; else {@code null}. */
    RuntimeException failure() {
        if (anyEffect) {
            return null;
        }
        return sender.stop() != null ? sender.stop().cause() : common != null && !mixed ? common.cause() : null;
    }

    /** Why the body could not be read to its end; {@code null} if it could. */
    RuntimeException broken() {
        return cutter.broken();
    }

    /** How many inputs have been read. */
    long read() {
        return cutter.read();
    }

    /** How many inputs so far were not done. */
    long undone() {
        return undone;
    }

    /** The entry about the first input that was not done, by the time of its verdict; {@code null} if all were. */
    Map<String, ?> firstError() {
        return firstError;
    }

    int underWay() {
        return underWay;
    }
}
