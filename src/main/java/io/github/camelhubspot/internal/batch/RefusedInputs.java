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
 * The inputs of a batch that HubSpot rejected only because of properties that it calculates, and that can be written without
 * these.
 *
 * @param writable the inputs without those properties
 * @param entries  the errors of these inputs; empty if the batch was rejected as a whole
 */
record RefusedInputs(List<BatchInput> writable, List<Map<?, ?>> entries) {

    private static final String RESULTS = "results";
    private static final String ERRORS = "errors";
    private static final RefusedInputs NONE = new RefusedInputs(List.of(), List.of());

    /** Returns the inputs of a batch that was rejected as a whole. */
    static RefusedInputs of(ReadOnlyProperties readOnly, List<BatchInput> sent, RuntimeException failure) {
        if (!(failure instanceof HubSpotValidationException refusal) || !readOnly.learn(refusal)) {
            return NONE;
        }
        List<BatchInput> writable = BatchInput.writable(sent, readOnly);
        return writable.equals(sent) ? NONE : new RefusedInputs(writable, List.of());
    }

    /** Returns the inputs for which a response has an error each. */
    static RefusedInputs of(ReadOnlyProperties readOnly, List<BatchInput> sent, ApiResponse response) {
        List<BatchInput> writable = new ArrayList<>();
        List<Map<?, ?>> entries = new ArrayList<>();
        for (Map<String, Object> entry : ErrorDetails.errors(response.plain() == null ? null : response.plain().get(ERRORS))) {
            List<String> traceIds = ErrorDetails.context(entry.get("context")).getOrDefault(BatchInput.TRACE_ID, List.of());
            List<BatchInput> named = sent.stream().filter(input -> traceIds.contains(input.traceId())).toList();
            if (named.size() == 1 && readOnly.learn(entry)) {
                List<BatchInput> rest = BatchInput.writable(named, readOnly);
                if (!rest.equals(named)) {
                    writable.addAll(rest);
                    entries.add(entry);
                }
            }
        }
        return new RefusedInputs(writable, entries);
    }

    /**
     * Merges both responses.
     *
     * @param first        the response to all inputs
     * @param second       the response to the writable inputs
     * @param toOutputType converts the merged response
     */
    ApiResponse merged(ApiResponse first, ApiResponse second, Function<Map<?, ?>, Object> toOutputType) {
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
                Math.max(first.attempts(), second.attempts()), toOutputType.apply(plain), plain,
                ResponseType.BATCH_RESULT.metadata(plain), null, null, second.date(), second.rateLimits());
    }
}
