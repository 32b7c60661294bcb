package io.github.camelhubspot.internal.resilience;

import java.util.concurrent.CompletableFuture;

/**
 * A call that can be tried, perhaps more than once.
 *
 * @param <T> what its answer is read as
 */
public interface Attempt<T> {

    /** The operation, as a URI names it. */
    String operation();

    /** Method and path of the request, with the names of parameters instead of their values; by default the operation. */
    default String target() {
        return operation();
    }

    RateLimitBucket lane();

    /** Whether the call may be made again when it is not known whether HubSpot has acted on it. */
    boolean idempotent();

    /** Whether its body can be sent again: a stream can be read once. */
    boolean replayable();

    /** Whether it may use what is kept back of the day's quota. */
    boolean urgent();

    /** Sends the request. Fails only if nothing was sent and trying again is no use. */
    CompletableFuture<Outcome<T>> send();

    /** After a 401: whether there is another credential to try with. */
    CompletableFuture<Boolean> renewed();
}
