package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.ResponseMetadata;

/** Answers batches as HubSpot would, and knows what was asked. */
final class FakeHubSpot implements BatchCall {

    final ConcurrentLinkedQueue<List<BatchInput>> calls = new ConcurrentLinkedQueue<>();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final Set<Long> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Executor executor;
    private LongPredicate bad = index -> false;
    private LongPredicate vanished = index -> false;
    private int refusal;
    /** One for all: a stack for each would cost more than all the rest. */
    private HubSpotException refused;
    private Random order;

    FakeHubSpot(Executor executor) {
        this.executor = executor;
    }

    /** Which inputs are not acceptable; with a status their whole batch is refused, with 0 each has an error. */
    FakeHubSpot refuses(LongPredicate inputs, int status) {
        bad = inputs;
        refusal = status;
        refused = status == 0 ? null : failure(status);
        return this;
    }

    /** Inputs that are done but not mentioned. */
    FakeHubSpot forgets(LongPredicate inputs) {
        vanished = inputs;
        return this;
    }

    FakeHubSpot shuffles(Random random) {
        order = random;
        return this;
    }

    static HubSpotException failure(int status) {
        HubSpotError error = new HubSpotError("hubspot-leads:batchUpdate", status, "refused", null, null, null, null, null, null, 1);
        return switch (status) {
            case 400 -> new HubSpotValidationException(error, null);
            case 409 -> new HubSpotConflictException(error, null);
            case 401 -> new HubSpotAuthenticationException(error, null);
            default -> new HubSpotServerException(error, null);
        };
    }

    @Override
    public CompletableFuture<ApiResponse> send(List<BatchInput> inputs) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        calls.add(inputs);
        for (BatchInput input : inputs) {
            if (input.id() != null && !ids.add(input.id())) {
                throw new AssertionError(input.id() + " is in two batches under way, or twice in one");
            }
        }
        return CompletableFuture.supplyAsync(() -> {
            inputs.forEach(input -> ids.remove(input.id() == null ? "" : input.id()));
            atOnce.decrementAndGet();
            return answer(inputs);
        }, executor);
    }

    private ApiResponse answer(List<BatchInput> inputs) {
        if (refusal > 0 && inputs.stream().anyMatch(input -> bad.test(input.index()))) {
            throw refused;
        }
        List<Object> results = new ArrayList<>();
        List<Object> errors = new ArrayList<>();
        for (BatchInput input : inputs) {
            if (bad.test(input.index())) {
                errors.add(Map.of("status", "error", "category", "VALIDATION_ERROR", "message", "bad " + input.index(),
                        "context", Map.of("objectWriteTraceId", List.of(input.traceId()))));
            } else {
                done.add(input.index());
                if (!vanished.test(input.index())) {
                    results.add(Map.of("id", "r" + input.index(), "objectWriteTraceId", input.traceId()));
                }
            }
        }
        if (order != null) {
            Collections.shuffle(results, order);
            Collections.shuffle(errors, order);
        }
        Map<String, Object> body = new LinkedHashMap<>(Map.of("status", "COMPLETE", "results", results, "startedAt",
                "2026-01-01T00:00:00Z", "completedAt", "2026-01-01T00:00:01Z"));
        if (!errors.isEmpty()) {
            body.put("numErrors", errors.size());
            body.put("errors", errors);
        }
        return new ApiResponse(errors.isEmpty() ? 200 : 207, "c", 1, body, body, ResponseMetadata.NONE, null, null, null, null);
    }
}
