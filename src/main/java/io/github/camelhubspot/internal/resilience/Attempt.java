package io.github.camelhubspot.internal.resilience;

import java.util.concurrent.CompletableFuture;

/**
 * A call that can be sent once or, for retries, several times.
 *
 * @param <T> the type of its response
 */
public interface Attempt<T> {

    /** Returns the operation as endpoint URIs name it. */
    String operation();

    /** Returns method and path of the request, with the names of path parameters instead of their values. */
    default String target() {
        return operation();
    }

    RateLimitBucket bucket();

    /** Whether the call may be repeated when HubSpot may have executed it already. */
    boolean idempotent();

    /** Whether the body can be sent again; a stream can be read only once. */
    boolean replayable();

    /** Whether the call may use the reserve of the daily quota. */
    boolean urgent();

    /** Sends the request. The future fails only if nothing was sent and a retry cannot succeed. */
    CompletableFuture<Outcome<T>> send();

    /** Renews the credential after a 401. Returns whether there is another one to send the call with. */
    CompletableFuture<Boolean> renewCredential();
}
