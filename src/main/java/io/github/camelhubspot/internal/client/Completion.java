package io.github.camelhubspot.internal.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.internal.lead.BatchPayload;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.ErrorDetails;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.resilience.CallResult;
import io.github.camelhubspot.internal.resilience.Outcome;
import io.github.camelhubspot.internal.response.ApiResponseReader;
import io.github.camelhubspot.internal.response.BatchOfOne;
import io.github.camelhubspot.internal.response.Failures;

/**
 * Completes the records of a response that lack fields, with the records of further calls. A record gets the values of the
 * further call and keeps fields that only the first response has, such as associations. A record that the further call does not
 * find was archived in between and is left out, so no incomplete record is returned.
 *
 * <p>Not thread-safe; the calls follow each other.
 */
final class Completion {

    private final Call call;
    private final CallResult<ApiResponse> first;
    private final List<Map<?, ?>> records;
    private final Map<String, Map<?, ?>> found = new HashMap<>();
    /** The first error of a further call, other than a missing record; {@code null} for none. */
    private HubSpotError refusal;
    /** The first entry about a missing record; {@code null} for none. */
    private HubSpotError missing;
    private int attempts;

    /** @param first has its content as a map whose records have ids */
    Completion(Call call, CallResult<ApiResponse> first) {
        this.call = call;
        this.first = first;
        this.attempts = first.attempts();
        this.records = isPage() ? ResponseType.results(response().plain()).stream().<Map<?, ?>>map(Map.class::cast).toList()
                : List.of(response().plain());
    }

    private boolean isPage() {
        return call.operation().responseType().element() != null;
    }

    private ApiResponse response() {
        return first.outcome().response();
    }

    /** Returns the ids to read, split into as few calls as HubSpot allows. */
    List<List<String>> batches() {
        Set<String> unique = new LinkedHashSet<>();
        records.forEach(lead -> unique.add(id(lead)));
        List<String> ids = new ArrayList<>(unique);
        int max = BatchPayload.maxInputs(call.get(Parameters.PROPERTIES_WITH_HISTORY, List.of()));
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += max) {
            batches.add(ids.subList(i, Math.min(ids.size(), i + max)));
        }
        return batches;
    }

    /** Adds the result of a further call, and returns this object. */
    Completion with(CallResult<ApiResponse> further) {
        attempts = Math.max(attempts, further.attempts());
        ApiResponse response = further.outcome().response();
        for (Object lead : ResponseType.results(response.plain())) {
            if (lead instanceof Map<?, ?> map) {
                found.put(id(map), map);
            }
        }
        for (Map<String, Object> entry : ErrorDetails.errors(response.plain().get("errors"))) {
            HubSpotError error = BatchOfOne.ofEntry(call.operation(), response.status(), response.correlationId(), entry);
            if (BatchOfOne.NOT_FOUND.equals(error.category())) {
                missing = missing == null ? error : missing;
            } else {
                refusal = refusal == null ? error : refusal;
            }
        }
        return this;
    }

    /**
     * Returns the result with complete records.
     *
     * @throws io.github.camelhubspot.HubSpotException if HubSpot refused to return a record, or the only record does not exist
     */
    CallResult<ApiResponse> result(ApiResponseReader reader) {
        List<Map<String, Object>> complete = new ArrayList<>(records.size());
        for (Map<?, ?> lead : records) {
            Map<?, ?> rest = found.get(id(lead));
            if (rest != null) {
                complete.add(merged(lead, rest));
            }
        }
        HubSpotError error = complete.size() == records.size() ? null : error();
        if (error != null) {
            throw Failures.of(call.operation(), error.withAttempts(attempts), Map.of());
        }
        ApiResponse response = reader.completed(response(), isPage() ? page(complete) : complete.get(0));
        return new CallResult<>(Outcome.ofResponse(response, response.status(), response.rateLimits())
                .withCorrelationId(response.correlationId()), attempts);
    }

    private HubSpotError error() {
        if (refusal != null || isPage()) {
            return refusal;
        }
        return missing != null ? missing : BatchOfOne.notFound(call.operation(), response().correlationId());
    }

    private Map<String, Object> page(List<Map<String, Object>> complete) {
        Map<String, Object> page = new LinkedHashMap<>(response().plain());
        page.put("results", complete);
        return page;
    }

    private static Map<String, Object> merged(Map<?, ?> lead, Map<?, ?> rest) {
        Map<String, Object> merged = new LinkedHashMap<>();
        lead.forEach((name, value) -> merged.put(name.toString(), value));
        rest.forEach((name, value) -> {
            if (value != null || !merged.containsKey(name)) {
                merged.put(name.toString(), value);
            }
        });
        return merged;
    }

    private static String id(Map<?, ?> lead) {
        return String.valueOf(lead.get("id"));
    }
}
