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
 * Records that a call answered without some of what was asked for, and what further calls say of them. The later word counts: a
 * record is as the further call has it, with those fields that only the first one gives, such as associations. A record that is
 * not there any more when it is asked for again was not answered at all, so none is handed out in part.
 */
final class Completion {

    private final Call call;
    private final CallResult<ApiResponse> first;
    private final List<Map<?, ?>> records;
    private final Map<String, Map<?, ?>> found = new HashMap<>();
    /** Why records were not given, apart from those that are not there; {@code null} for no reason. */
    private HubSpotError refusal;
    /** Entry for records that are not there; {@code null} if there was none. */
    private HubSpotError missing;
    private int tries;

    /** @param first has the answer as a map whose records have ids */
    Completion(Call call, CallResult<ApiResponse> first) {
        this.call = call;
        this.first = first;
        this.tries = first.attempts();
        this.records = ofPage() ? ResponseType.results(reply().plain()).stream().<Map<?, ?>>map(Map.class::cast).toList()
                : List.of(reply().plain());
    }

    private boolean ofPage() {
        return call.operation().answer().element() != null;
    }

    private ApiResponse reply() {
        return first.outcome().response();
    }

    /** The ids to ask for, in as few calls as HubSpot takes them in. */
    List<List<String>> batches() {
        Set<String> ids = new LinkedHashSet<>();
        records.forEach(lead -> ids.add(id(lead)));
        List<String> all = new ArrayList<>(ids);
        int most = BatchPayload.most(call.get(Parameters.PROPERTIES_WITH_HISTORY, List.of()));
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < all.size(); i += most) {
            batches.add(all.subList(i, Math.min(all.size(), i + most)));
        }
        return batches;
    }

    /** Takes the answer to a further call. */
    Completion with(CallResult<ApiResponse> further) {
        tries = Math.max(tries, further.attempts());
        ApiResponse reply = further.outcome().response();
        for (Object lead : ResponseType.results(reply.plain())) {
            if (lead instanceof Map<?, ?> map) {
                found.put(id(map), map);
            }
        }
        for (Map<String, Object> entry : ErrorDetails.errors(reply.plain().get("errors"))) {
            HubSpotError error = BatchOfOne.ofEntry(call.operation(), reply.status(), reply.correlationId(), entry);
            if (BatchOfOne.NOT_FOUND.equals(error.category())) {
                missing = missing == null ? error : missing;
            } else {
                refusal = refusal == null ? error : refusal;
            }
        }
        return this;
    }

    /**
     * The answer with complete records.
     *
     * @throws io.github.camelhubspot.HubSpotException if some are there but were not given, or the only one is not there
     */
    CallResult<ApiResponse> answer(ApiResponseReader reader) {
        List<Map<String, Object>> complete = new ArrayList<>(records.size());
        for (Map<?, ?> lead : records) {
            Map<?, ?> rest = found.get(id(lead));
            if (rest != null) {
                complete.add(merged(lead, rest));
            }
        }
        HubSpotError reason = complete.size() == records.size() ? null : reason();
        if (reason != null) {
            throw Failures.of(call.operation(), reason.withAttempts(tries), Map.of());
        }
        ApiResponse reply = reader.completed(reply(), ofPage() ? page(complete) : complete.get(0));
        return new CallResult<>(Outcome.ofResponse(reply, reply.status(), reply.rateLimits()).withCorrelationId(reply.correlationId()), tries);
    }

    private HubSpotError reason() {
        if (refusal != null || ofPage()) {
            return refusal;
        }
        return missing != null ? missing : BatchOfOne.notFound(call.operation(), reply().correlationId());
    }

    private Map<String, Object> page(List<Map<String, Object>> complete) {
        Map<String, Object> page = new LinkedHashMap<>(reply().plain());
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
