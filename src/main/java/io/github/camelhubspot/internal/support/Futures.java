package io.github.camelhubspot.internal.support;

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
        Throwable cause = cause(failure);
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }

    /** Returns what a future failed with, without the {@link CompletionException} around it. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
