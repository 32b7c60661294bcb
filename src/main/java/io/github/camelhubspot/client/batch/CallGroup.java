package io.github.camelhubspot.client.batch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.client.BatchInput;
import io.github.camelhubspot.client.batch.BatchEnd.Origin;
import io.github.camelhubspot.client.batch.BatchFilling.Batch;

/**
 * Calls that can share batches: those that wait, in the order in which they came, and the batch that some of them fill. Used
 * by one thread at a time.
 */
final class CallGroup {

    /** Nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * A call that waits.
     *
     * @param due when it wants to leave at the latest, in nanoseconds
     */
    record Waiting<T>(Gathered<T> call, BatchInput input, long due, CompletableFuture<T> result) {

        void settle(Verdict verdict, Origin origin) {
            try {
                call.settle(verdict, origin, result);
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }
    }

    /** A batch that leaves, with those who wait for it by the numbers of their inputs. */
    record Leaving(CallGroup group, Batch batch, Map<Long, Waiting<?>> calls) {

        void settle(BatchEnd end) {
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
    private final Gathered.Way way;
    private final Map<Long, Waiting<?>> waiting = new LinkedHashMap<>();
    private final Set<String> busy = new HashSet<>();
    private BatchFilling open;
    /** When the open batch is to leave. */
    private long due;
    /** When somebody is going to look. */
    private long look = NEVER;
    private int underWay;

    CallGroup(Object key, Gathered.Way way) {
        this.key = key;
        this.way = way;
        fill();
    }

    Object key() {
        return key;
    }

    Gathered.Way way() {
        return way;
    }

    void add(Waiting<?> call) {
        waiting.put(call.input().index(), call);
        take(call);
    }

    private void take(Waiting<?> call) {
        if (open.take(call.input())) {
            due = Math.min(due, call.due());
        }
    }

    /** Begins a batch with what waits, oldest first. */
    private void fill() {
        open = new BatchFilling(way.size(), way.reads(), busy);
        due = NEVER;
        for (Waiting<?> call : waiting.values()) {
            if (open.isFull()) {
                return;
            }
            take(call);
        }
    }

    /**
     * Whether a batch is to leave.
     *
     * @param now  the time; {@link #NEVER} if nothing is to wait any longer
     * @param most how many batches may be under way when one leaves that is not full
     */
    boolean isDue(long now, int most) {
        return open.isFull() || !open.isEmpty() && due <= now && underWay < most;
    }

    /** The batch that is to leave. */
    Leaving next() {
        Batch batch = open.batch();
        Map<Long, Waiting<?>> calls = new HashMap<>();
        batch.inputs().forEach(input -> move(input, calls));
        batch.twins().values().forEach(twins -> twins.forEach(twin -> move(twin, calls)));
        busy.addAll(batch.keys());
        underWay++;
        fill();
        return new Leaving(this, batch, calls);
    }

    private void move(BatchInput input, Map<Long, Waiting<?>> calls) {
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

    /**
     * When somebody must look whether the open batch is to leave; {@link #NEVER} if somebody will anyway, at the latest when
     * another batch ends.
     */
    long nextLook(int most) {
        if (open.isEmpty() || underWay >= most || due >= look) {
            return NEVER;
        }
        look = due;
        return due;
    }

    /** Somebody looks. */
    void looked() {
        look = NEVER;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && underWay == 0;
    }

    /** Takes out all that waits. */
    List<Waiting<?>> abandon() {
        List<Waiting<?>> all = List.copyOf(waiting.values());
        waiting.clear();
        fill();
        return all;
    }
}
