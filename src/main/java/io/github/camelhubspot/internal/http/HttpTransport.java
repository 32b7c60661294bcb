package io.github.camelhubspot.internal.http;

import java.util.concurrent.CompletableFuture;

/** Sends HTTP requests and reads responses. It does not depend on HubSpot's API. */
public interface HttpTransport extends AutoCloseable {

    /**
     * Sends a request. A blocking transport sends it on the caller's thread and returns a completed future. A non-blocking
     * transport calls the reader and completes the future on a thread of its executor.
     *
     * @return the value that the reader returned; fails with {@link HttpTransportException}, or with the unchecked exception
     *         that the reader threw
     */
    <T> CompletableFuture<T> send(HttpCall call, AnswerReader<T> reader);

    @Override
    void close();
}
