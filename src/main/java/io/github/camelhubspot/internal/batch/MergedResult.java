package io.github.camelhubspot.internal.batch;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.internal.operation.ApiResponse;

/**
 * Merges the responses to the calls of one body into one of the same shape. Not thread-safe.
 */
final class MergedResult {

    private static final int MULTI_STATUS = 207;

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Map<?, ?>> unmatched = new ArrayList<>();
    private ApiResponse first;
    /** Status of the first call that failed; 0 if it had no response. */
    private int failureStatus;
    private boolean failed;
    private int attempts;
    private Instant startedAt;
    private Instant completedAt;

    /** Adds a verdict. Verdicts may be added in any order. */
    void add(Verdict verdict) {
        int index = (int) verdict.index();
        while (verdicts.size() <= index) {
            verdicts.add(null);
        }
        verdicts.set(index, verdict);
    }

    /** Adds everything of an outcome except its verdicts. */
    void add(BatchOutcome outcome) {
        unmatched.addAll(outcome.unmatched());
        if (outcome.failure() != null && outcome.failure().cause() instanceof HubSpotException failure) {
            failureStatus = failed ? failureStatus : failure.getStatus();
            failed = true;
            attempts = Math.max(attempts, failure.getAttempts());
        }
        outcome.responses().forEach(this::add);
    }

    private void add(ApiResponse response) {
        first = first == null ? response : first;
        attempts = Math.max(attempts, response.attempts());
        if (response.plain() != null) {
            startedAt = extreme(startedAt, instant(response.plain().get("startedAt")), Comparator.reverseOrder());
            completedAt = extreme(completedAt, instant(response.plain().get("completedAt")), Comparator.naturalOrder());
        }
    }

    /** Returns the greater one of two instants by the given order. */
    private static Instant extreme(Instant one, Instant other, Comparator<Instant> order) {
        return one == null || other != null && order.compare(other, one) > 0 ? other : one;
    }

    private static Instant instant(Object value) {
        try {
            return value == null ? null : Instant.parse(value.toString());
        } catch (DateTimeException e) {
            return null;
        }
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    /** Returns the first response; {@code null} if there was none. */
    ApiResponse first() {
        return first;
    }

    /** Returns the status of the merged response; 0 if there was none. */
    int status() {
        return first == null ? failureStatus : undone() > 0 ? MULTI_STATUS : first.status();
    }

    /** Returns the highest number of attempts of a call; 0 if nothing was sent. */
    int attempts() {
        return attempts;
    }

    long undone() {
        return verdicts.stream().filter(verdict -> !verdict.isDone()).count();
    }

    /** Returns the errors in the order of the inputs; an error of several inputs is contained once. */
    List<Map<String, ?>> errors() {
        Set<Map<String, ?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return verdicts.stream().map(Verdict::error).filter(error -> error != null && seen.add(error)).toList();
    }

    /** Returns a response in HubSpot's shape, with the results in the order of the inputs. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", "COMPLETE");
        List<Object> results = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict.lead() != null) {
                results.add(verdict.lead());
            }
        }
        results.addAll(unmatched);
        map.put("results", results);
        if (startedAt != null) {
            map.put("startedAt", startedAt.toString());
        }
        if (completedAt != null) {
            map.put("completedAt", completedAt.toString());
        }
        List<Map<String, ?>> errors = errors();
        if (!errors.isEmpty()) {
            map.put("numErrors", errors.size());
            map.put("errors", errors);
        }
        return map;
    }
}
