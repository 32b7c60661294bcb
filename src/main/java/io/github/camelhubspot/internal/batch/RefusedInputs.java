package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.ErrorDetails;
import io.github.camelhubspot.internal.operation.ReadOnlyProperties;
import io.github.camelhubspot.internal.operation.ResponseType;

/**
 * The inputs of a batch that HubSpot refused only because of properties that it calculates, and that can be written without them.
 *
 * @param writable the inputs without those properties
 * @param entries  the errors about them; empty if the batch was refused as a whole
 */
record RefusedInputs(List<BatchInput> writable, List<Map<?, ?>> entries) {

    private static final String RESULTS = "results";
    private static final String ERRORS = "errors";
    private static final RefusedInputs NONE = new RefusedInputs(List.of(), List.of());

    /** Those of a batch that was refused as a whole. */
    static RefusedInputs of(ReadOnlyProperties readOnly, List<BatchInput> sent, RuntimeException failure) {
        if (!(failure instanceof HubSpotValidationException refusal) || !readOnly.learn(refusal)) {
            return NONE;
        }
        List<BatchInput> writable = BatchInput.writable(sent, readOnly);
        return writable.equals(sent) ? NONE : new RefusedInputs(writable, List.of());
    }

    /** Those that a response names, one by one. */
    static RefusedInputs of(ReadOnlyProperties readOnly, List<BatchInput> sent, ApiResponse answer) {
        List<BatchInput> writable = new ArrayList<>();
        List<Map<?, ?>> entries = new ArrayList<>();
        for (Map<String, Object> entry : ErrorDetails.errors(answer.plain() == null ? null : answer.plain().get(ERRORS))) {
            List<String> traceIds = ErrorDetails.context(entry.get("context")).getOrDefault(BatchInput.TRACE_ID, List.of());
            List<BatchInput> about = sent.stream().filter(input -> traceIds.contains(input.traceId())).toList();
            if (about.size() == 1 && readOnly.learn(entry)) {
                List<BatchInput> rest = BatchInput.writable(about, readOnly);
                if (!rest.equals(about)) {
                    writable.addAll(rest);
                    entries.add(entry);
                }
            }
        }
        return new RefusedInputs(writable, entries);
    }

    /**
     * Both responses as one.
     *
     * @param second the response to the writable inputs
     * @param form   gives the response the form of the output type
     */
    ApiResponse merged(ApiResponse first, ApiResponse second, Function<Map<?, ?>, Object> form) {
        Map<String, Object> plain = new LinkedHashMap<>(first.plain());
        List<Object> results = new ArrayList<>(ResponseType.results(first.plain()));
        results.addAll(ResponseType.results(second.plain()));
        plain.put(RESULTS, results);
        List<Map<String, Object>> errors = ErrorDetails.errors(first.plain().get(ERRORS));
        errors.removeAll(entries);
        errors.addAll(ErrorDetails.errors(second.plain().get(ERRORS)));
        plain.remove(ERRORS);
        plain.remove("numErrors");
        if (!errors.isEmpty()) {
            plain.put("numErrors", errors.size());
            plain.put(ERRORS, errors);
        }
        return new ApiResponse(errors.isEmpty() ? second.status() : first.status(), second.correlationId(),
                Math.max(first.attempts(), second.attempts()), form.apply(plain), plain, ResponseType.BATCH_RESULT.metadata(plain),
                null, null, second.date(), second.rateLimits());
    }
}
