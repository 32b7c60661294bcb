package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.batch.BatchOutcome.Origin;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.lead.BatchPayload;
import io.github.camelhubspot.internal.lead.LeadInput;
import io.github.camelhubspot.internal.lead.LeadPayloads;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Coalescing;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ResponseMetadata;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.response.BatchOfOne;
import io.github.camelhubspot.internal.response.Failures;
import io.github.camelhubspot.internal.support.Futures;
import io.github.camelhubspot.model.BatchVerdict.Outcome;

/**
 * A single call of an operation that is sent as an input of a batch. Its caller gets the response or the failure that the call
 * would have had alone.
 */
final class CoalescedApiCall implements CoalescedCall<ApiResponse> {

    private record Group(Map<Parameter<?>, Object> parameters, Object idProperty) {
    }

    private final HubSpotClient client;
    private final Call call;
    private final Coalescing coalescing;
    private final Input body;
    private final OutputType outputType;
    /** The input of the batch; {@code null} if the call cannot be part of a batch. */
    private final Map<String, Object> content;

    /**
     * @param  operation an operation with {@link Operation#coalescing}
     * @throws HubSpotException if the body is invalid
     */
    CoalescedApiCall(HubSpotClient client, Operation operation, Arguments arguments, Object body, OutputType outputType,
            boolean validation) {
        this.client = client;
        this.coalescing = operation.coalescing();
        this.body = client.input(operation, body);
        this.call = client.newCall(operation, operation.resolveParameters(arguments, this.body), validation);
        this.outputType = outputType;
        this.content = coalescing.obstacle().apply(call.arguments()) == null ? coalescing.input().make(call, this.body) : null;
    }

    /** Whether HubSpot's batch calls lack a feature that the call needs. */
    boolean mustGoAlone() {
        return content == null;
    }

    private boolean reads() {
        return ((BatchPayload) coalescing.batch().payload()).reads();
    }

    private boolean returnsRecords() {
        return !coalescing.batch().responseType().isNothing();
    }

    @Override
    public Object group() {
        return new Group(call.arguments().values(coalescing.batch().parameters()), content.get("idProperty"));
    }

    @Override
    public Batching batching() {
        Operation batch = coalescing.batch();
        BatchRequests requests = new BatchRequests(client, batch, call.arguments().only(batch.parameters()), List.of(),
                call.validation(), false);
        return new Batching(requests.batchSize(), reads(), requests::sender);
    }

    @Override
    public BatchInput input(long number) {
        Map<String, Object> input = content;
        if (((BatchPayload) coalescing.batch().payload()).traces() && !content.containsKey(BatchInput.TRACE_ID)) {
            input = new LinkedHashMap<>(content);
            input.put(BatchInput.TRACE_ID, "camel-" + number);
        }
        return new BatchInput(number, input, null, LeadInput.isFromHubSpot(body.mapOrEmpty()));
    }

    /** Sends the call alone. */
    CompletableFuture<ApiResponse> alone() {
        return client.call(call.operation(), call.arguments(), body, outputType, call.validation(), check -> {
        });
    }

    @Override
    public void settle(Verdict verdict, Origin origin, CompletableFuture<ApiResponse> result) {
        if (origin.failure() != null) {
            result.completeExceptionally(Failures.copy(origin.failure(), reconciliationHints()));
        } else if (verdict.isDone() && (verdict.lead() != null || !returnsRecords())) {
            result.complete(success(origin.response(), verdict.lead()));
        } else if (verdict.outcome() == Outcome.FAILED && !verdict.absent()) {
            result.completeExceptionally(rejected(origin.response(), verdict.error()));
        } else if (reads()) {
            readAlone(result); // a read can be repeated
        } else {
            result.completeExceptionally(unclear(origin.response(), verdict.message()));
        }
    }

    private void readAlone(CompletableFuture<ApiResponse> result) {
        CompletableFuture.supplyAsync(this::alone, client.executor()).thenCompose(response -> response)
                .whenComplete((response, failure) -> {
                    if (failure == null) {
                        result.complete(response);
                    } else {
                        result.completeExceptionally(Futures.unwrapped(failure));
                    }
                });
    }

    /** @param lead the record for this call; {@code null} if there is none */
    private ApiResponse success(ApiResponse batch, Map<?, ?> lead) {
        if (lead == null) {
            return response(batch, null, ResponseMetadata.NONE);
        }
        Map<String, Object> record = new LinkedHashMap<>();
        // a deep copy: a lead that was read once for several routes may be modified by each of them
        lead.forEach((name, value) -> record.put(String.valueOf(name), copy(value)));
        if (!content.containsKey(BatchInput.TRACE_ID)) {
            record.remove(BatchInput.TRACE_ID);
        }
        try {
            Object body = client.inOutputType(record, ResponseType.LEAD, outputType);
            return response(batch, body, ResponseType.LEAD.metadata(record));
        } catch (IllegalArgumentException e) {
            throw Failures.unclear(call.operation(), error(batch, "the answer does not fit Lead: " + e.getMessage()),
                    reconciliationHints(), e);
        }
    }

    private ApiResponse response(ApiResponse batch, Object content, ResponseMetadata metadata) {
        return new ApiResponse(coalescing.status(), batch.correlationId(), batch.attempts(), content,
                metadata.withoutCounters(), batch.date());
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> result = new LinkedHashMap<>(map.size() * 2);
            map.forEach((name, element) -> result.put(name, copy(element)));
            return result;
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>(list.size());
            list.forEach(element -> result.add(copy(element)));
            return result;
        }
        return value;
    }

    private HubSpotException rejected(ApiResponse batch, Map<String, ?> entry) {
        HubSpotError error = BatchOfOne.ofEntry(call.operation(), batch.status(), batch.correlationId(), entry)
                .withAttempts(batch.attempts());
        return error.status() < 400 ? new HubSpotException(error, null)
                : Failures.of(call.operation(), error, reconciliationHints());
    }

    private HubSpotException unclear(ApiResponse batch, String message) {
        HubSpotError error = error(batch, "outcome unknown: " + message);
        return new HubSpotOutcomeUnknownException(error.withContext(reconciliationHints()), null);
    }

    @Override
    public HubSpotException notSent(String reason) {
        return new HubSpotTransportException(HubSpotError.local(call.operation().uri(), "the request was not sent: " + reason, 0),
                null);
    }

    private HubSpotError error(ApiResponse batch, String message) {
        return HubSpotError.of(call.operation().uri(), batch.status(), message, batch.correlationId())
                .withAttempts(batch.attempts());
    }

    /** Returns what helps to find out whether the call took effect. */
    private Map<String, List<String>> reconciliationHints() {
        Object id = content.get("id");
        return id != null ? Map.of("ids", List.of(Objects.toString(id))) : LeadPayloads.reconciliationHints(content);
    }
}
