package io.github.camelhubspot.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.camelhubspot.client.http.HttpTransport;
import io.github.camelhubspot.client.resilience.Circuit;
import io.github.camelhubspot.client.resilience.ResilientCalls;
import io.github.camelhubspot.client.resilience.Tried;

/**
 * The way to HubSpot that an endpoint takes.
 *
 * @param transport     sends
 * @param authorization proves who calls
 * @param calls         the account's budget and retries
 * @param manner        how this endpoint's calls are made
 * @param circuit       refuses calls when HubSpot is down
 * @param executor      runs what goes on after a token was waited for, and calls for pages ahead
 * @param cancellation  keeps calls from being sent that nobody waits for any more
 */
public record Connection(HttpTransport transport, Authorization authorization, ResilientCalls calls,
                         ResilientCalls.Manner manner, Circuit circuit, Executor executor, Cancellation cancellation) {

    /** A way on which calls are never cancelled. */
    public Connection(HttpTransport transport, Authorization authorization, ResilientCalls calls, ResilientCalls.Manner manner,
            Circuit circuit, Executor executor) {
        this(transport, authorization, calls, manner, circuit, executor, Cancellation.NONE);
    }

    Connection with(Cancellation other) {
        return new Connection(transport, authorization, calls, manner, circuit, executor, other);
    }

    CompletableFuture<Tried<Reply>> call(ApiRequest request) {
        return calls.call(new ApiAttempt(request, this), manner, circuit);
    }
}
