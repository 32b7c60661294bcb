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
 * Calls that can share batches: the pending ones in the order of their arrival, and the next batch, which some of them fill. All
 * times are nanoseconds of the queue's clock.
 *
 * <p>Not thread-safe: guarded by the lock of {@link CoalescingQueue}.
 */
final class CallGroup {

    /** The time of an event that is not going to happen. */
    static final long NEVER = Long.MAX_VALUE;
    /** The maximum time by which a batch that is not full is delayed further for each batch in flight. */
    private static final long MAX_DELAY_PER_BATCH = 50_000_000;

    /**
     * A call in the queue.
     *
     * @param arrival when it was added
     * @param delay   how long it may wait for others
     */
    record PendingCall<T>(CoalescedCall<T> call, BatchInput input, long arrival, long delay, CompletableFuture<T> result) {

        void settle(Verdict verdict, Origin origin) {
            try {
                call.settle(verdict, origin, result);
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }
    }

    /** A batch to be sent, with its calls by the numbers of their inputs. */
    record DispatchedBatch(CallGroup group, Batch batch, Map<Long, PendingCall<?>> calls) {

        void settle(BatchOutcome outcome) {
            for (int i = 0; i < outcome.verdicts().size(); i++) {
                Verdict verdict = outcome.verdicts().get(i);
                Origin origin = outcome.origins().get(i);
                calls.get(verdict.index()).settle(verdict, origin);
                for (BatchInput duplicate : batch.duplicates().getOrDefault(i, List.of())) {
                    calls.get(duplicate.index()).settle(verdict.at(duplicate.index()), origin);
                }
            }
        }
    }

    private final Object key;
    private final CoalescedCall.Batching batching;
    private final Map<Long, PendingCall<?>> pending = new LinkedHashMap<>();
    private final Set<String> keysInFlight = new HashSet<>();
    private BatchBuilder nextBatch;
    /** Arrival of the first call of the next batch. */
    private long firstArrival;
    /** When the first of the delays of the next batch's calls ends. */
    private long due;
    private long delayPerBatch;
    /** Time of the earliest check that is scheduled. */
    private long scheduledCheck = NEVER;
    private int inFlight;

    CallGroup(Object key, CoalescedCall.Batching batching) {
        this.key = key;
        this.batching = batching;
        rebuild();
    }

    Object key() {
        return key;
    }

    BatchSender sender() {
        return batching.sender().get();
    }

    void add(PendingCall<?> call) {
        pending.put(call.input().index(), call);
        addToNextBatch(call);
    }

    private void addToNextBatch(PendingCall<?> call) {
        if (nextBatch.add(call.input())) {
            firstArrival = Math.min(firstArrival, call.arrival());
            due = Math.min(due, call.arrival() + call.delay());
            delayPerBatch = Math.min(delayPerBatch, call.delay());
        }
    }

    /** Fills the next batch with pending calls, oldest first. */
    private void rebuild() {
        nextBatch = new BatchBuilder(batching.size(), batching.reads(), keysInFlight);
        firstArrival = NEVER;
        due = NEVER;
        delayPerBatch = MAX_DELAY_PER_BATCH;
        for (PendingCall<?> call : pending.values()) {
            if (nextBatch.isFull()) {
                return;
            }
            addToNextBatch(call);
        }
    }

    /**
     * Whether the next batch is to be dispatched.
     *
     * @param now        {@link #NEVER} if nothing is to wait any longer
     * @param skipDelays whether the delays of the calls are ignored
     */
    boolean isDue(long now, boolean skipDelays) {
        return nextBatch.isFull() || !nextBatch.isEmpty() && dispatchTime(skipDelays) <= now;
    }

    /**
     * Returns when the next batch is dispatched if it does not fill up before. It waits longer for each batch in flight: many of
     * them mean that HubSpot is slow or the rate limit is used up, and then larger batches are better than more batches.
     */
    private long dispatchTime(boolean skipDelays) {
        return (skipDelays ? firstArrival : due) + inFlight * delayPerBatch;
    }

    DispatchedBatch dispatch() {
        Batch batch = nextBatch.batch();
        Map<Long, PendingCall<?>> calls = new HashMap<>();
        batch.inputs().forEach(input -> move(input, calls));
        batch.duplicates().values().forEach(inputs -> inputs.forEach(input -> move(input, calls)));
        keysInFlight.addAll(batch.keys());
        inFlight++;
        rebuild();
        return new DispatchedBatch(this, batch, calls);
    }

    private void move(BatchInput input, Map<Long, PendingCall<?>> calls) {
        calls.put(input.index(), pending.remove(input.index()));
    }

    /** Removes the pending calls that their callers have cancelled. Returns their number. */
    int removeCancelled() {
        int before = pending.size();
        if (pending.values().removeIf(call -> call.result().isDone())) {
            rebuild();
        }
        return before - pending.size();
    }

    /** A batch has its outcome: calls about the same leads can be sent now. */
    void complete(Batch batch) {
        inFlight--;
        keysInFlight.removeAll(batch.keys());
        rebuild();
    }

    /** Returns when a check has to be scheduled; {@link #NEVER} if there is nothing to check or an earlier check is scheduled. */
    long nextCheck(boolean skipDelays) {
        long next = nextBatch.isEmpty() ? NEVER : dispatchTime(skipDelays);
        if (next >= scheduledCheck) {
            return NEVER;
        }
        scheduledCheck = next;
        return next;
    }

    /** A scheduled check takes place. */
    void checked() {
        scheduledCheck = NEVER;
    }

    boolean isEmpty() {
        return pending.isEmpty() && inFlight == 0;
    }

    /** Removes and returns all pending calls. */
    List<PendingCall<?>> removeAll() {
        List<PendingCall<?>> all = List.copyOf(pending.values());
        pending.clear();
        rebuild();
        return all;
    }
}
