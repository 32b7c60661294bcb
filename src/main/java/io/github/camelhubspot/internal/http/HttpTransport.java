package io.github.camelhubspot.internal.http;

import java.util.concurrent.CompletableFuture;

/** Sends requests and reads responses; knows bytes, not HubSpot. */
public interface HttpTransport extends AutoCloseable {

    /**
     * Sends a request. A transport that blocks does so on the caller's thread and returns a future that is done; one that
     * does not block completes it, and calls the reader, on a thread of its executor.
     *
     * @return what the reader made of the response; fails with {@link HttpTransportException}, or with whatever unchecked
     *         exception the reader threw
     */
    <T> CompletableFuture<T> send(HttpCall call, AnswerReader<T> reader);

    @Override
    void close();
}
