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
import io.github.camelhubspot.internal.client.ApiAnswer;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.lead.BatchPayload;
import io.github.camelhubspot.internal.lead.LeadInput;
import io.github.camelhubspot.internal.lead.LeadPayloads;
import io.github.camelhubspot.internal.operation.AnswerType;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Coalescing;
import io.github.camelhubspot.internal.operation.Facts;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.response.BatchOfOne;
import io.github.camelhubspot.internal.response.Failures;

/** A single call as an input of a batch that it shares with others, and how what is said of the input becomes its answer. */
public final class SharedInput {

    private record Group(Map<Parameter<?>, Object> parameters, Object idProperty) {
    }

    private final HubSpotClient client;
    private final Call call;
    private final Coalescing coalescing;
    private final Input body;
    private final OutputType outputType;
    /** {@code null} if the call cannot be one of a batch. */
    private final Map<String, Object> content;

    /**
     * @param  operation one that has a {@link Operation#coalescing}
     * @throws HubSpotException if the input is not acceptable
     */
    public SharedInput(HubSpotClient client, Operation operation, Arguments arguments, Object body, OutputType outputType,
            boolean validation) {
        this.client = client;
        this.coalescing = operation.coalescing();
        this.body = client.input(operation, body);
        this.call = client.prepare(operation, operation.derive(arguments, this.body), validation);
        this.outputType = outputType;
        this.content = coalescing.obstacle().apply(call.arguments()) == null ? coalescing.input().make(call, this.body) : null;
    }

    /** Whether the call asks for something that HubSpot gives to a single call only. */
    public boolean mustGoAlone() {
        return content == null;
    }

    /** Whether the call only reads. */
    public boolean reads() {
        return ((BatchPayload) coalescing.batch().payload()).reads();
    }

    /** Whether HubSpot answers with a record. */
    public boolean answers() {
        return !coalescing.batch().answer().isNothing();
    }

    /** What is the same in all calls that can share a batch: compared by {@code equals}. */
    public Object group() {
        return new Group(call.arguments().values(coalescing.batch().parameters()), content.get("idProperty"));
    }

    /** The calls of the batches of its group. */
    public BatchRequests requests() {
        return new BatchRequests(client, coalescing.batch(), call.arguments(), List.of(), call.validation(), false);
    }

    /** @param number one that no other input of the group has: it makes its trace id */
    public BatchInput input(long number) {
        Map<String, Object> input = content;
        if (((BatchPayload) coalescing.batch().payload()).traces() && !content.containsKey(BatchInput.TRACE_ID)) {
            input = new LinkedHashMap<>(content);
            input.put(BatchInput.TRACE_ID, "camel-" + number);
        }
        return new BatchInput(number, input, null, LeadInput.isAnswered(body.mapOrEmpty()));
    }

    /** Makes the call without others. */
    public CompletableFuture<ApiAnswer> alone() {
        return client.call(call.operation(), call.arguments(), body, outputType, call.validation(), check -> {
        });
    }

    /**
     * The answer of a call that was done.
     *
     * @param  batch what HubSpot answered to the batch
     * @param  lead  the record of this call; {@code null} if it has none
     * @throws HubSpotException if the record does not fit the output type
     */
    public ApiAnswer done(ApiAnswer batch, Map<?, ?> lead) {
        if (lead == null) {
            return answer(batch, false, null, Facts.NONE);
        }
        Map<String, Object> record = new LinkedHashMap<>();
        // a copy all the way down: a lead that was read for several routes is changed by each of them
        lead.forEach((name, value) -> record.put(String.valueOf(name), copy(value)));
        if (!content.containsKey(BatchInput.TRACE_ID)) {
            record.remove(BatchInput.TRACE_ID);
        }
        try {
            return answer(batch, true, client.inOutputType(record, AnswerType.LEAD, outputType), AnswerType.LEAD.facts(record));
        } catch (IllegalArgumentException e) {
            throw Failures.unclear(call.operation(), error(batch, "the answer does not fit Lead: " + e.getMessage()), check(), e);
        }
    }

    private ApiAnswer answer(ApiAnswer batch, boolean hasBody, Object answered, Facts facts) {
        return new ApiAnswer(coalescing.status(), batch.correlationId(), batch.attempts(), hasBody, answered,
                facts.withoutCounters(), batch.date());
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

    /**
     * The exception of a call that HubSpot refused within a batch.
     *
     * @param entry that of the errors of the batch
     */
    public HubSpotException refused(ApiAnswer batch, Map<String, ?> entry) {
        HubSpotError error = BatchOfOne.ofEntry(call.operation(), batch.status(), batch.correlationId(), entry)
                .withAttempts(batch.attempts());
        return error.status() < 400 ? new HubSpotException(error, null) : Failures.of(call.operation(), error, check());
    }

    /** The exception of a call that the answer to the batch leaves open. */
    public HubSpotException unclear(ApiAnswer batch, String message) {
        HubSpotError error = error(batch, "outcome unknown: " + message);
        return new HubSpotOutcomeUnknownException(error.withContext(check()), null);
    }

    /** The exception of a call whose batch failed as a whole. */
    public RuntimeException failed(RuntimeException failure) {
        return Failures.again(failure, check());
    }

    /** The exception of a call that did not come to be made. */
    public HubSpotException notSent(String reason) {
        return new HubSpotTransportException(HubSpotError.local(call.operation().uri(), "the request was not sent: " + reason, 0),
                null);
    }

    private HubSpotError error(ApiAnswer batch, String message) {
        return new HubSpotError(call.operation().uri(), batch.status(), message, null, null, batch.correlationId(), null, null, null,
                batch.attempts());
    }

    /** What helps to find out whether the call took effect. */
    private Map<String, List<String>> check() {
        Object id = content.get("id");
        return id != null ? Map.of("ids", List.of(Objects.toString(id))) : LeadPayloads.checkOf(content);
    }
}
