package io.github.camelhubspot.internal.batch;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.internal.client.BatchAnswer;
import io.github.camelhubspot.internal.lead.BatchInput;

/** One batch call of HubSpot. */
@FunctionalInterface
interface BatchCall {

    /** @return answered as maps; fails with what the call failed with */
    CompletableFuture<BatchAnswer> send(List<BatchInput> inputs);
}
