package io.github.camelhubspot.imports;

import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.imports.state.ImportWait;
import io.github.camelhubspot.internal.imports.state.ObservedImport;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Futures;

/** The operations that take more than one call. */
final class ImportActions {

    private ImportActions() {
    }

    /** Starts an import and waits for it on request. */
    static CompletableFuture<ApiResponse> start(ImportCall call) {
        boolean wait = call.isSet(Parameters.AWAIT_COMPLETION);
        // made now, because an invalid parameter of the wait must be reported before the import is started
        ImportWait template = wait ? ImportWait.untilFinished(call.operation().uri(), "", call.arguments()) : null;
        CompletableFuture<ApiResponse> started = call.endpoint().starts().start(call);
        return !wait ? started : started.thenCompose(response -> call.await(
                template.withImportId(response.metadata().recordId()), ObservedImport.asStarted(response.metadata())));
    }

    /** Waits for an import without a call of its own: the polls for other exchanges may already have its state. */
    static CompletableFuture<ApiResponse> await(ImportCall given) {
        ImportCall call = given.withResolvedArguments();
        String importId = call.operation().require(Parameters.IMPORT_ID, call.arguments());
        return call.await(ImportWait.untilFinished(call.operation().uri(), importId, call.arguments()), null);
    }

    /** Cancels an import and waits on request until it is canceled. */
    static CompletableFuture<ApiResponse> cancel(ImportCall given) {
        ImportCall call = given.withResolvedArguments();
        String importId = call.operation().require(Parameters.IMPORT_ID, call.arguments());
        ImportWait wait = !call.isSet(Parameters.AWAIT_COMPLETION) ? null
                : ImportWait.untilCanceled(call.operation().uri(), importId, call.arguments());
        return call.send().handle((response, failure) -> {
            if (failure != null) {
                return refused(call, importId, Futures.unwrapped(failure), wait);
            }
            return wait == null ? CompletableFuture.completedFuture(response) : call.await(wait, null);
        }).thenCompose(next -> next);
    }

    /**
     * Handles a failed cancellation. HubSpot refuses to cancel a finished import with the same status as an invalid request, so
     * the state of the import decides which it is.
     */
    private static CompletableFuture<ApiResponse> refused(ImportCall call, String importId, RuntimeException refusal,
            ImportWait wait) {
        if (!(refusal instanceof HubSpotValidationException invalid) || invalid.getStatus() == 0) {
            return CompletableFuture.failedFuture(refusal);
        }
        return call.endpoint().lookup().get(importId).handle((observed, failure) -> {
            if (failure != null || !observed.isFinal()) {
                throw refusal;
            }
            if (wait != null && observed.isCanceled()) {
                return call.response(observed, call.isSet(Parameters.INCLUDE_COUNTERS), invalid.getCorrelationId());
            }
            if (observed.isCanceled() && invalid.getAttempts() > 1) {
                return call.canceledByEarlierAttempt(invalid);
            }
            throw new HubSpotConflictException(invalid.getError().withMessage("import " + importId + " is finished, its state is "
                    + observed.state() + ": it cannot be canceled").withContext(ImportWait.context(importId, observed)), invalid);
        });
    }
}
