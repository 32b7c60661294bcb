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
            throw Failures.unwrapped(e);
        }
    }
}
