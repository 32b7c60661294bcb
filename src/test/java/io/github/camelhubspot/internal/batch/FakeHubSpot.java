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
import java.util.function.Function;
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

/** Responds to batch calls as HubSpot would, and records them. Fails if an id is in flight twice. */
final class FakeHubSpot implements Function<List<BatchInput>, CompletableFuture<ApiResponse>> {

    final ConcurrentLinkedQueue<List<BatchInput>> calls = new ConcurrentLinkedQueue<>();
    final AtomicInteger maxInFlight = new AtomicInteger();
    final Set<Long> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Set<String> idsInFlight = ConcurrentHashMap.newKeySet();
    private final Executor executor;
    private LongPredicate rejected = index -> false;
    private LongPredicate omitted = index -> false;
    private int rejectionStatus;
    /** Shared, because a stack trace per rejection would dominate the duration of the tests. */
    private HubSpotException rejection;
    private Random order;

    FakeHubSpot(Executor executor) {
        this.executor = executor;
    }

    /** Rejects inputs: with a status the whole batch that contains one, with 0 each input by an error of its own. */
    FakeHubSpot rejects(LongPredicate inputs, int status) {
        rejected = inputs;
        rejectionStatus = status;
        rejection = status == 0 ? null : failure(status);
        return this;
    }

    /** Omits inputs from the response although they are done. */
    FakeHubSpot omits(LongPredicate inputs) {
        omitted = inputs;
        return this;
    }

    FakeHubSpot shuffles(Random random) {
        order = random;
        return this;
    }

    static HubSpotException failure(int status) {
        HubSpotError error = HubSpotError.of("hubspot-leads:batchUpdate", status, "rejected", null);
        return switch (status) {
            case 400 -> new HubSpotValidationException(error, null);
            case 409 -> new HubSpotConflictException(error, null);
            case 401 -> new HubSpotAuthenticationException(error, null);
            default -> new HubSpotServerException(error, null);
        };
    }

    @Override
    public CompletableFuture<ApiResponse> apply(List<BatchInput> inputs) {
        maxInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        calls.add(inputs);
        for (BatchInput input : inputs) {
            if (input.id() != null && !idsInFlight.add(input.id())) {
                throw new AssertionError(input.id() + " is in two batches in flight, or twice in one");
            }
        }
        return CompletableFuture.supplyAsync(() -> {
            inputs.forEach(input -> idsInFlight.remove(input.id() == null ? "" : input.id()));
            inFlight.decrementAndGet();
            return respond(inputs);
        }, executor);
    }

    private ApiResponse respond(List<BatchInput> inputs) {
        if (rejectionStatus > 0 && inputs.stream().anyMatch(input -> rejected.test(input.index()))) {
            throw rejection;
        }
        List<Object> results = new ArrayList<>();
        List<Object> errors = new ArrayList<>();
        for (BatchInput input : inputs) {
            if (rejected.test(input.index())) {
                errors.add(Map.of("status", "error", "category", "VALIDATION_ERROR", "message", "bad " + input.index(),
                        "context", Map.of("objectWriteTraceId", List.of(input.traceId()))));
            } else {
                done.add(input.index());
                if (!omitted.test(input.index())) {
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
