package io.github.camelhubspot.internal.support;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Cancels the wait for calls whose responses are no longer needed, such as those of a consumer that is stopped.
 *
 * <p>A call that waits for a permit or for a retry is not sent any more. A call that has been sent continues, but its caller does
 * not wait for the response.
 *
 * <p>Thread-safe.
 */
public final class Cancellation {

    /** Never cancels anything. */
    public static final Cancellation NONE = new Cancellation();

    private volatile CompletableFuture<Object> cancelled = new CompletableFuture<>();

    /** Ends all current and future waits. */
    public void cancel() {
        cancelled.complete(null);
    }

    /** Allows calls again. */
    public void reset() {
        cancelled = new CompletableFuture<>();
    }

    /** @throws CancellationException if calls are cancelled */
    public void check() {
        if (cancelled.isDone()) {
            throw new CancellationException("the response is no longer needed");
        }
    }

    /**
     * Returns the value of a future, or throws the exception that it failed with.
     *
     * @throws CancellationException as soon as calls are cancelled
     */
    public <T> T join(CompletableFuture<T> future) {
        if (!future.isDone()) {
            CompletableFuture.anyOf(future.handle((value, failure) -> null), cancelled).join();
        }
        if (!future.isDone()) {
            check();
        }
        return Futures.join(future);
    }
}
