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
 * The way to HubSpot that an endpoint takes.
 *
 * @param transport     sends
 * @param authorization proves who calls
 * @param calls         the account's budget and retries
 * @param manner        how this endpoint's calls are made
 * @param circuit       refuses calls when HubSpot is down
 * @param executor      runs what goes on after a token was waited for, and calls for pages ahead
 * @param underWay      counts the calls that have not ended
 * @param cancellation  prevents calls from being sent whose responses are no longer needed
 */
public record Connection(HttpTransport transport, Authorization authorization, ResilientCalls calls,
                         ResilientCalls.CallPolicy manner, Circuit circuit, Executor executor, AtomicInteger underWay,
                         Cancellation cancellation) {

    /** A way on which calls are never cancelled. */
    public Connection(HttpTransport transport, Authorization authorization, ResilientCalls calls, ResilientCalls.CallPolicy manner,
            Circuit circuit, Executor executor, AtomicInteger underWay) {
        this(transport, authorization, calls, manner, circuit, executor, underWay, Cancellation.NONE);
    }

    Connection with(Cancellation other) {
        return new Connection(transport, authorization, calls, manner, circuit, executor, underWay, other);
    }

    CompletableFuture<CallResult<ApiResponse>> call(ApiRequest request) {
        underWay.incrementAndGet();
        CompletableFuture<CallResult<ApiResponse>> result = null;
        try {
            result = calls.call(new ApiAttempt(request, this), manner, circuit);
        } finally {
            if (result == null) {
                underWay.decrementAndGet();
            } else {
                result.whenComplete((tried, failure) -> underWay.decrementAndGet());
            }
        }
        return result;
    }
}
