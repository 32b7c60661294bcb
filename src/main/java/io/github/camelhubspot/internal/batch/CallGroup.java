package io.github.camelhubspot.internal.batch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.internal.batch.BatchBuilder.Batch;
import io.github.camelhubspot.internal.batch.BatchOutcome.Origin;
import io.github.camelhubspot.internal.lead.BatchInput;

/**
 * Calls that can share batches: those that wait, in the order in which they came, and the batch that some of them fill. Used
 * by one thread at a time.
 */
final class CallGroup {

    /** Nothing is due. */
    static final long NEVER = Long.MAX_VALUE;
    /** How much longer, in nanoseconds, a batch that is not full waits at most for each batch that is under way. */
    private static final long MOST_PATIENCE = 50_000_000;

    /**
     * A call that waits.
     *
     * @param since when it came, in nanoseconds
     * @param delay how long it may wait for others, in nanoseconds
     */
    record PendingCall<T>(CoalescedCall<T> call, BatchInput input, long since, long delay, CompletableFuture<T> result) {

        void settle(Verdict verdict, Origin origin) {
            try {
                call.settle(verdict, origin, result);
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }
    }

    /** A batch that leaves, with those who wait for it by the numbers of their inputs. */
    record DispatchedBatch(CallGroup group, Batch batch, Map<Long, PendingCall<?>> calls) {

        void settle(BatchOutcome end) {
            for (int i = 0; i < end.verdicts().size(); i++) {
                Verdict verdict = end.verdicts().get(i);
                Origin origin = end.origins().get(i);
                calls.get(verdict.index()).settle(verdict, origin);
                for (BatchInput twin : batch.twins().getOrDefault(i, List.of())) {
                    calls.get(twin.index()).settle(verdict.at(twin.index()), origin);
                }
            }
        }
    }

    private final Object key;
    private final CoalescedCall.Way way;
    private final Map<Long, PendingCall<?>> waiting = new LinkedHashMap<>();
    private final Set<String> busy = new HashSet<>();
    private BatchBuilder open;
    /** When the first call of the open batch came. */
    private long since;
    /** When the delay of a call of the open batch is over. */
    private long due;
    private long patience;
    /** When somebody is going to look. */
    private long look = NEVER;
    private int underWay;

    CallGroup(Object key, CoalescedCall.Way way) {
        this.key = key;
        this.way = way;
        fill();
    }

    Object key() {
        return key;
    }

    CoalescedCall.Way way() {
        return way;
    }

    void add(PendingCall<?> call) {
        waiting.put(call.input().index(), call);
        take(call);
    }

    private void take(PendingCall<?> call) {
        if (open.take(call.input())) {
            since = Math.min(since, call.since());
            due = Math.min(due, call.since() + call.delay());
            patience = Math.min(patience, call.delay());
        }
    }

    /** Begins a batch with what waits, oldest first. */
    private void fill() {
        open = new BatchBuilder(way.size(), way.reads(), busy);
        since = NEVER;
        due = NEVER;
        patience = MOST_PATIENCE;
        for (PendingCall<?> call : waiting.values()) {
            if (open.isFull()) {
                return;
            }
            take(call);
        }
    }

    /**
     * Whether a batch is to leave.
     *
     * @param now     the time; {@link #NEVER} if nothing is to wait any longer
     * @param hurried whether delays do not count
     */
    boolean isDue(long now, boolean hurried) {
        return open.isFull() || !open.isEmpty() && leaves(hurried) <= now;
    }

    /**
     * When the open batch leaves if it does not fill up before. The more batches are under way, the longer it waits: then
     * HubSpot is slow or the budget is used up, and it is better to have larger batches than more of them.
     */
    private long leaves(boolean hurried) {
        return (hurried ? since : due) + underWay * patience;
    }

    /** The batch that is to leave. */
    DispatchedBatch next() {
        Batch batch = open.batch();
        Map<Long, PendingCall<?>> calls = new HashMap<>();
        batch.inputs().forEach(input -> move(input, calls));
        batch.twins().values().forEach(twins -> twins.forEach(twin -> move(twin, calls)));
        busy.addAll(batch.keys());
        underWay++;
        fill();
        return new DispatchedBatch(this, batch, calls);
    }

    private void move(BatchInput input, Map<Long, PendingCall<?>> calls) {
        calls.put(input.index(), waiting.remove(input.index()));
    }

    /**
     * Lets those go who do not wait any more.
     *
     * @return how many
     */
    int dropCancelled() {
        int before = waiting.size();
        if (waiting.values().removeIf(call -> call.result().isDone())) {
            fill();
        }
        return before - waiting.size();
    }

    /** A batch has been answered: what was kept back because of it can go. */
    void ended(Batch batch) {
        underWay--;
        busy.removeAll(batch.keys());
        fill();
    }

    /** When somebody must look whether the open batch is to leave; {@link #NEVER} if somebody will before. */
    long nextLook(boolean hurried) {
        long next = open.isEmpty() ? NEVER : leaves(hurried);
        if (next >= look) {
            return NEVER;
        }
        look = next;
        return next;
    }

    /** Somebody looks. */
    void looked() {
        look = NEVER;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && underWay == 0;
    }

    /** Takes out all that waits. */
    List<PendingCall<?>> abandon() {
        List<PendingCall<?>> all = List.copyOf(waiting.values());
        waiting.clear();
        fill();
        return all;
    }
}
