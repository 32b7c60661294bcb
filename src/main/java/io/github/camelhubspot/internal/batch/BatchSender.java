package io.github.camelhubspot.internal.batch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.support.Futures;

/**
 * Sends a batch. One that HubSpot refuses as a whole is halved until the inputs that it refuses stand alone: for each of them
 * that takes at most two calls per halving.
 */
final class BatchSender {

    private final BatchCall call;
    private final boolean reads;
    private final String idProperty;
    private volatile CallFailure stop;

    /** @param idProperty what the ids of a read are values of; {@code null} for HubSpot's own ids */
    BatchSender(BatchCall call, boolean reads, String idProperty) {
        this.call = call;
        this.reads = reads;
        this.idProperty = idProperty;
    }

    /** Why nothing more is sent; {@code null} as long as it is. */
    CallFailure stop() {
        return stop;
    }

    BatchMatcher.Match match(List<BatchInput> inputs, ApiResponse answer) {
        return BatchMatcher.match(inputs, answer.plain(), reads, idProperty);
    }

    /** Sends on another thread. Never fails. */
    CompletableFuture<BatchOutcome> start(List<BatchInput> inputs, Executor executor) {
        try {
            return CompletableFuture.supplyAsync(() -> send(inputs), executor).thenCompose(end -> end)
                    .exceptionally(failure -> lost(inputs, failure));
        } catch (RejectedExecutionException e) {
            CallFailure failure = new CallFailure(e); // the threads have ended with the context
            stop = failure;
            return CompletableFuture.completedFuture(BatchOutcome.failed(failure.notSent(inputs), failure));
        }
    }

    /** Fails with nothing that a call may fail with: that becomes verdicts. */
    CompletableFuture<BatchOutcome> send(List<BatchInput> inputs) {
        CallFailure stopped = stop;
        if (stopped != null) {
            return CompletableFuture.completedFuture(BatchOutcome.failed(stopped.notSent(inputs), stopped));
        }
        return sent(inputs).handle((answer, failure) -> failure == null ? done(inputs, answer)
                : failed(inputs, new CallFailure(Futures.unwrapped(failure)))).thenCompose(end -> end);
    }

    private CompletableFuture<ApiResponse> sent(List<BatchInput> inputs) {
        try {
            return call.send(inputs);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<BatchOutcome> done(List<BatchInput> inputs, ApiResponse answer) {
        return CompletableFuture.completedFuture(BatchOutcome.answered(match(inputs, answer), answer));
    }

    /** Goes on after the call of these inputs has failed. */
    CompletableFuture<BatchOutcome> failed(List<BatchInput> inputs, CallFailure failure) {
        if (failure.isDivisible() && inputs.size() > 1) {
            return halved(inputs, failure);
        }
        if (failure.stops()) {
            stop = failure;
        }
        return CompletableFuture.completedFuture(BatchOutcome.failed(failure.verdicts(inputs, reads), failure));
    }

    /** The end of a batch that was lost on the way, whatever it was that must not happen. */
    private BatchOutcome lost(List<BatchInput> inputs, Throwable reason) {
        CallFailure failure = new CallFailure(Futures.unwrapped(reason));
        stop = failure;
        return BatchOutcome.failed(failure.verdicts(inputs, reads), failure);
    }

    private CompletableFuture<BatchOutcome> halved(List<BatchInput> inputs, CallFailure failure) {
        int middle = inputs.size() / 2;
        List<BatchInput> rest = inputs.subList(middle, inputs.size());
        return send(inputs.subList(0, middle)).thenCompose(first ->
                // if the first half was taken, the reason is in the second one: no need to ask for it as a whole
                (first.failure() == null && rest.size() > 1 ? halved(rest, failure) : send(rest))
                        .thenApply(second -> first.with(second, failure)));
    }
}
