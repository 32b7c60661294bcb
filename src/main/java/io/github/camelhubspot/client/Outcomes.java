package io.github.camelhubspot.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.camelhubspot.client.http.HttpTransportException;
import io.github.camelhubspot.client.resilience.Outcome;

/** What a transport's failures mean for another try. */
final class Outcomes {

    private Outcomes() {
    }

    static <T> CompletableFuture<Outcome<T>> of(CompletableFuture<Outcome<T>> sent) {
        return sent.isDone() && !sent.isCompletedExceptionally() ? sent : sent.exceptionally(Outcomes::failed);
    }

    private static <T> Outcome<T> failed(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTransportException transport) {
            return Outcome.unanswered(transport, transport.sent(), transport.passing());
        }
        // whatever went wrong in reading the answer would go wrong again
        return Outcome.unanswered(cause instanceof Exception exception ? exception : new IllegalStateException(cause), true,
                false);
    }
}
