package io.github.camelhubspot.internal.batch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.camelhubspot.internal.batch.BatchOutcome.Origin;
import io.github.camelhubspot.internal.lead.BatchInput;

/**
 * A call that shares a batch with others.
 *
 * @param <T> what its caller gets
 */
interface CoalescedCall<T> {

    /**
     * How the batches of a group are sent.
     *
     * @param size     the most inputs of one batch
     * @param reads    whether the calls only read
     * @param sender   makes a sender for each batch, because what one batch failed with is no reason not to send the next
     * @param executor runs calls; nothing that runs there waits for calls to be gathered
     */
    record Way(int size, boolean reads, Supplier<BatchSender> sender, Executor executor) {
    }

    /** What is the same in all calls that can share a batch: compared by {@code equals}. */
    Object group();

    /** How the batches of its group are sent; asked of the first call of a group. */
    Way way();

    /** @param number one that no other input has */
    BatchInput input(long number);

    /** Gives the caller what it asked for, once and at some time. */
    void settle(Verdict verdict, Origin origin, CompletableFuture<T> result);

    /** What a caller gets whose call is not sent any more. */
    RuntimeException notSent(String reason);
}
