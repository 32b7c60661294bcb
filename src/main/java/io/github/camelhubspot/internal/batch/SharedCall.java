package io.github.camelhubspot.internal.batch;

import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.batch.BatchEnd.Origin;
import io.github.camelhubspot.internal.client.ApiAnswer;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.support.Futures;
import io.github.camelhubspot.model.BatchVerdict.Outcome;

/** A single call of HubSpot that is gathered with others: it is answered as if it had been alone. */
record SharedCall(SharedInput shared) implements Gathered<ApiAnswer> {

    @Override
    public Object group() {
        return shared.group();
    }

    @Override
    public Way way() {
        BatchRequests requests = shared.requests();
        return new Way(requests.batchSize(), requests.reads(), () -> new BatchSender(
                inputs -> requests.send(inputs, OutputType.MAP), requests.reads(), requests.idProperty()), requests.executor());
    }

    @Override
    public BatchInput input(long number) {
        return shared.input(number);
    }

    @Override
    public void settle(Verdict verdict, Origin origin, CompletableFuture<ApiAnswer> result) {
        if (origin.failure() != null) {
            result.completeExceptionally(shared.failed(origin.failure()));
        } else if (verdict.isDone() && (verdict.lead() != null || !shared.answers())) {
            result.complete(shared.done(origin.answer(), verdict.lead()));
        } else if (verdict.outcome() == Outcome.FAILED && !verdict.absent()) {
            result.completeExceptionally(shared.refused(origin.answer(), verdict.error()));
        } else if (shared.reads()) {
            readAlone(result); // a read can be repeated, and alone it is certain
        } else {
            result.completeExceptionally(shared.unclear(origin.answer(), verdict.message()));
        }
    }

    private void readAlone(CompletableFuture<ApiAnswer> result) {
        CompletableFuture.supplyAsync(shared::alone, shared.requests().executor()).thenCompose(answer -> answer)
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        result.complete(answer);
                    } else {
                        result.completeExceptionally(Futures.unwrapped(failure));
                    }
                });
    }

    @Override
    public RuntimeException notSent(String reason) {
        return shared.notSent(reason);
    }
}
