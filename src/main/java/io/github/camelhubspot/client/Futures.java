package io.github.camelhubspot.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How a future is waited for, where nothing else can be done. */
public final class Futures {

    private Futures() {
    }

    /** The value of a future, or the exception that it failed with. */
    public static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    /** What a future failed with, to be thrown where it is waited for. */
    public static RuntimeException unwrapped(Throwable failure) {
        Throwable cause = Failures.cause(failure);
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
