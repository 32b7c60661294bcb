package io.github.camelhubspot.internal.batch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.support.Futures;

/**
 * Sends batches. When HubSpot rejects a batch as a whole, the batch is halved until each input that causes the rejection is sent
 * alone; for each such input that takes at most two calls per halving. After a failure that every further call would repeat,
 * nothing more is sent.
 *
 * <p>Thread-safe. The only state is {@link #stopReason}, which is volatile.
 */
final class BatchSender {

    private final Function<List<BatchInput>, CompletableFuture<ApiResponse>> call;
    private final Executor executor;
    private final boolean reads;
    private final String idProperty;
    private volatile CallFailure stopReason;

    /**
     * @param call       makes one batch call
     * @param executor   runs calls
     * @param reads      whether the calls only read
     * @param idProperty the property that the ids of a read are values of; {@code null} for HubSpot's own ids
     */
    BatchSender(Function<List<BatchInput>, CompletableFuture<ApiResponse>> call, Executor executor, boolean reads,
            String idProperty) {
        this.call = call;
        this.executor = executor;
        this.reads = reads;
        this.idProperty = idProperty;
    }

    /** Returns why nothing more is sent; {@code null} while batches are sent. */
    CallFailure stopReason() {
        return stopReason;
    }

    BatchMatcher.Match match(List<BatchInput> inputs, ApiResponse response) {
        return BatchMatcher.match(inputs, response.plain(), reads, idProperty);
    }

    /** Sends a batch on a thread of the executor. The future never fails. */
    CompletableFuture<BatchOutcome> start(List<BatchInput> inputs) {
        try {
            return CompletableFuture.supplyAsync(() -> send(inputs), executor).thenCompose(outcome -> outcome)
                    .exceptionally(failure -> unexpected(inputs, failure));
        } catch (RejectedExecutionException e) {
            CallFailure failure = new CallFailure(e); // the executor is shut down with the context
            stopReason = failure;
            return CompletableFuture.completedFuture(BatchOutcome.failed(failure.notSent(inputs), failure));
        }
    }

    private CompletableFuture<BatchOutcome> send(List<BatchInput> inputs) {
        CallFailure reason = stopReason;
        if (reason != null) {
            return CompletableFuture.completedFuture(BatchOutcome.failed(reason.notSent(inputs), reason));
        }
        return request(inputs).handle((response, failure) -> failure == null
                ? CompletableFuture.completedFuture(BatchOutcome.of(match(inputs, response), response))
                : afterFailure(inputs, new CallFailure(Futures.unwrapped(failure)))).thenCompose(outcome -> outcome);
    }

    private CompletableFuture<ApiResponse> request(List<BatchInput> inputs) {
        try {
            return call.apply(inputs);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Returns the outcome of inputs whose call failed as a whole: halves them if that may help. */
    CompletableFuture<BatchOutcome> afterFailure(List<BatchInput> inputs, CallFailure failure) {
        if (failure.isDivisible() && inputs.size() > 1) {
            return sendHalves(inputs, failure);
        }
        if (failure.stops()) {
            stopReason = failure;
        }
        return CompletableFuture.completedFuture(BatchOutcome.failed(failure.verdicts(inputs, reads), failure));
    }

    /** Returns the outcome of a batch after an unexpected exception or {@code Error}, which also stops the sending. */
    private BatchOutcome unexpected(List<BatchInput> inputs, Throwable reason) {
        CallFailure failure = new CallFailure(Futures.unwrapped(reason));
        stopReason = failure;
        return BatchOutcome.failed(failure.verdicts(inputs, reads), failure);
    }

    private CompletableFuture<BatchOutcome> sendHalves(List<BatchInput> inputs, CallFailure failure) {
        int middle = inputs.size() / 2;
        List<BatchInput> rest = inputs.subList(middle, inputs.size());
        return send(inputs.subList(0, middle)).thenCompose(first ->
                // if the first half is accepted, the cause is in the second half: sending that as a whole would fail again
                (first.failure() == null && rest.size() > 1 ? sendHalves(rest, failure) : send(rest))
                        .thenApply(second -> first.with(second, failure)));
    }
}
