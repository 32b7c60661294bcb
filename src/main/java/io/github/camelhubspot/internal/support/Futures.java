package io.github.camelhubspot.internal.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Gets the values and failures of futures. */
public final class Futures {

    private Futures() {
    }

    /** Waits for a future. Returns its value, or throws the exception that it failed with. */
    public static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    /** Returns a future with another value. It fails with an unchecked exception whenever the given one fails. */
    public static <A, B> CompletableFuture<B> map(CompletableFuture<A> future, Function<A, B> function) {
        return future.handle((value, failure) -> {
            if (failure != null) {
                throw unwrapped(failure);
            }
            return function.apply(value);
        });
    }

    /** Returns what a future failed with as an unchecked exception, to be thrown by the code that waited. */
    public static RuntimeException unwrapped(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }

    /** Returns what a future failed with, without the {@link CompletionException} around it. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
