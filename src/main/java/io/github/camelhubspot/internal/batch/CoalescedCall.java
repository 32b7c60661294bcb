package io.github.camelhubspot.internal.batch;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.camelhubspot.internal.batch.BatchOutcome.Origin;
import io.github.camelhubspot.internal.lead.BatchInput;

/**
 * A single call that is sent as an input of a batch.
 *
 * @param <T> the result for its caller
 */
interface CoalescedCall<T> {

    /**
     * How the batches of a group are sent.
     *
     * @param size   maximum inputs per batch
     * @param reads  whether the calls only read
     * @param sender makes a sender for each batch, because a failure of one batch must not stop the next one
     */
    record Batching(int size, boolean reads, Supplier<BatchSender> sender) {
    }

    /** Returns what all calls that can share a batch have in common, compared by {@code equals}. */
    Object group();

    /** Returns how the batches of the group are sent; called for the first call of a group. */
    Batching batching();

    /** @param number a number that no other input has */
    BatchInput input(long number);

    /** Completes the result, at once or later. */
    void settle(Verdict verdict, Origin origin, CompletableFuture<T> result);

    /** Returns the failure of a call that is not sent any more. */
    RuntimeException notSent(String reason);
}
