package io.github.camelhubspot.internal.batch;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.operation.ApiResponse;

/** One batch call of HubSpot. */
@FunctionalInterface
interface BatchCall {

    /** @return answered as maps; fails with what the call failed with */
    CompletableFuture<ApiResponse> send(List<BatchInput> inputs);
}
