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

/** The answers to the calls of one body, as HubSpot would have answered a single call. */
final class MergedResult {

    private static final int MULTI_STATUS = 207;

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Map<?, ?>> others = new ArrayList<>();
    private ApiResponse first;
    /** Of the first call that failed; 0 if it got no response. */
    private int failureStatus;
    private boolean failed;
    private int attempts;
    private Instant startedAt;
    private Instant completedAt;

    /** Adds a verdict; they may come in any order. */
    void add(Verdict verdict) {
        int index = (int) verdict.index();
        while (verdicts.size() <= index) {
            verdicts.add(null);
        }
        verdicts.set(index, verdict);
    }

    /** Adds what belongs to no verdict. */
    void add(BatchOutcome end) {
        others.addAll(end.others());
        if (end.failure() != null && end.failure().cause() instanceof HubSpotException failure) {
            failureStatus = failed ? failureStatus : failure.getStatus();
            failed = true;
            attempts = Math.max(attempts, failure.getAttempts());
        }
        end.answers().forEach(this::add);
    }

    private void add(ApiResponse answer) {
        first = first == null ? answer : first;
        attempts = Math.max(attempts, answer.attempts());
        if (answer.plain() != null) {
            startedAt = best(startedAt, instant(answer.plain().get("startedAt")), Comparator.reverseOrder());
            completedAt = best(completedAt, instant(answer.plain().get("completedAt")), Comparator.naturalOrder());
        }
    }

    private static Instant best(Instant one, Instant other, Comparator<Instant> order) {
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

    /** The first answer; {@code null} if there was none. */
    ApiResponse first() {
        return first;
    }

    /** The status of HubSpot's response; 0 if there was none. */
    int status() {
        return first == null ? failureStatus : undone() > 0 ? MULTI_STATUS : first.status();
    }

    /** The most attempts of a call; 0 if nothing was sent. */
    int attempts() {
        return attempts;
    }

    long undone() {
        return verdicts.stream().filter(verdict -> !verdict.isDone()).count();
    }

    /** The entries about inputs that were not done, in the order of the inputs; one that is about several is there once. */
    List<Map<String, ?>> errors() {
        Set<Map<String, ?>> known = Collections.newSetFromMap(new IdentityHashMap<>());
        return verdicts.stream().map(Verdict::error).filter(error -> error != null && known.add(error)).toList();
    }

    /** In HubSpot's shape; the results in the order of the inputs. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", "COMPLETE");
        List<Object> results = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict.lead() != null) {
                results.add(verdict.lead());
            }
        }
        results.addAll(others);
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
