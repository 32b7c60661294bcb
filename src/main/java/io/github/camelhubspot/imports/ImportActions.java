package io.github.camelhubspot.imports;

import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.imports.state.ImportWait;
import io.github.camelhubspot.internal.imports.state.ObservedImport;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Futures;

/** What operations do that is more than one call. */
final class ImportActions {

    private ImportActions() {
    }

    /** Starts an import, and waits for it on request. */
    static CompletableFuture<ApiResponse> start(ImportCall call) {
        boolean wait = call.is(Parameters.AWAIT_COMPLETION);
        // whatever is wrong with the parameters of the wait must show before the import is started
        ImportWait template = wait ? ImportWait.untilFinished(call.operation().uri(), "", call.arguments()) : null;
        CompletableFuture<ApiResponse> started = call.endpoint().starts().start(call);
        return !wait ? started : started.thenCompose(answer -> call.await(template.of(answer.metadata().recordId()),
                ObservedImport.asStarted(answer.metadata())));
    }

    /** Waits for an import without asking for it first: those who wait already may know it. */
    static CompletableFuture<ApiResponse> await(ImportCall given) {
        ImportCall call = given.withDerivedArguments();
        String importId = call.operation().require(Parameters.IMPORT_ID, call.arguments());
        return call.await(ImportWait.untilFinished(call.operation().uri(), importId, call.arguments()), null);
    }

    /** Cancels an import, and waits on request until it is canceled. */
    static CompletableFuture<ApiResponse> cancel(ImportCall given) {
        ImportCall call = given.withDerivedArguments();
        String importId = call.operation().require(Parameters.IMPORT_ID, call.arguments());
        ImportWait wait = !call.is(Parameters.AWAIT_COMPLETION) ? null
                : ImportWait.untilCanceled(call.operation().uri(), importId, call.arguments());
        return call.send().handle((answer, failure) -> {
            if (failure != null) {
                return refused(call, importId, Futures.unwrapped(failure), wait);
            }
            return wait == null ? CompletableFuture.completedFuture(answer) : call.await(wait, null);
        }).thenCompose(next -> next);
    }

    /**
     * HubSpot refuses to cancel an import that is finished with the same status as anything else it does not like, so the
     * import's state has to tell. If the import is canceled, a wait for that is over.
     */
    private static CompletableFuture<ApiResponse> refused(ImportCall call, String importId, RuntimeException refusal,
            ImportWait wait) {
        if (!(refusal instanceof HubSpotValidationException invalid) || invalid.getStatus() == 0) {
            return CompletableFuture.failedFuture(refusal);
        }
        return call.endpoint().lookup().one(importId).handle((observed, failure) -> {
            if (failure != null || !observed.isFinal()) {
                throw refusal;
            }
            if (wait != null && observed.isCanceled()) {
                return call.answer(observed, call.is(Parameters.INCLUDE_COUNTERS), invalid.getCorrelationId());
            }
            if (observed.isCanceled() && invalid.getAttempts() > 1) {
                return call.canceledBefore(invalid); // by an earlier try, whose answer was lost
            }
            throw new HubSpotConflictException(invalid.getError().withMessage("import " + importId + " is finished, its state is "
                    + observed.state() + ": it cannot be canceled").withContext(ImportWait.context(importId, observed)), invalid);
        });
    }
}
