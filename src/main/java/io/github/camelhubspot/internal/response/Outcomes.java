package io.github.camelhubspot.internal.response;

import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.internal.http.HttpTransportException;
import io.github.camelhubspot.internal.resilience.Outcome;
import io.github.camelhubspot.internal.support.Futures;

/** Turns a transport's failures into outcomes that say whether a retry may succeed. */
public final class Outcomes {

    private Outcomes() {
    }

    /** Returns the outcome of an attempt, also of one that failed. */
    public static <T> CompletableFuture<Outcome<T>> of(CompletableFuture<Outcome<T>> sent) {
        return sent.isDone() && !sent.isCompletedExceptionally() ? sent : sent.exceptionally(Outcomes::failed);
    }

    private static <T> Outcome<T> failed(Throwable failure) {
        Throwable cause = Futures.cause(failure);
        if (cause instanceof HttpTransportException transport) {
            return Outcome.ofFailure(transport, transport.sent(), transport.passing());
        }
        // a response that could not be read would be unreadable again
        return Outcome.ofFailure(cause instanceof Exception exception ? exception : new IllegalStateException(cause), true,
                false);
    }
}
