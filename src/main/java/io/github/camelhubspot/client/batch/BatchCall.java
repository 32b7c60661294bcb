package io.github.camelhubspot.client.batch;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.client.BatchAnswer;
import io.github.camelhubspot.client.BatchInput;

/** One batch call of HubSpot. */
@FunctionalInterface
interface BatchCall {

    /** @return answered as maps; fails with what the call failed with */
    CompletableFuture<BatchAnswer> send(List<BatchInput> inputs);
}
