package io.github.camelhubspot.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.internal.auth.Authorization;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.resilience.CallResult;
import io.github.camelhubspot.internal.resilience.Circuit;
import io.github.camelhubspot.internal.resilience.ResilientCalls;
import io.github.camelhubspot.internal.support.Cancellation;

/**
 * What an endpoint uses to call HubSpot.
 *
 * @param transport     sends requests
 * @param authorization gives the credential headers
 * @param calls         rate limit and retries of the account
 * @param policy        how this endpoint wants its calls to be made
 * @param circuit       refuses calls while HubSpot is down
 * @param executor      continues calls that waited for a token, and fetches pages ahead
 * @param inFlight      number of calls that have not ended
 * @param cancellation  prevents calls from being sent whose responses are no longer needed
 */
public record Connection(HttpTransport transport, Authorization authorization, ResilientCalls calls,
                         ResilientCalls.CallPolicy policy, Circuit circuit, Executor executor, AtomicInteger inFlight,
                         Cancellation cancellation) {

    /** A connection whose calls are never cancelled. */
    public Connection(HttpTransport transport, Authorization authorization, ResilientCalls calls,
            ResilientCalls.CallPolicy policy, Circuit circuit, Executor executor, AtomicInteger inFlight) {
        this(transport, authorization, calls, policy, circuit, executor, inFlight, Cancellation.NONE);
    }

    Connection with(Cancellation other) {
        return new Connection(transport, authorization, calls, policy, circuit, executor, inFlight, other);
    }

    CompletableFuture<CallResult<ApiResponse>> call(ApiAttempt attempt) {
        inFlight.incrementAndGet();
        CompletableFuture<CallResult<ApiResponse>> result = null;
        try {
            result = calls.call(attempt, policy, circuit);
        } finally {
            if (result == null) {
                inFlight.decrementAndGet();
            } else {
                result.whenComplete((ended, failure) -> inFlight.decrementAndGet());
            }
        }
        return result;
    }
}
