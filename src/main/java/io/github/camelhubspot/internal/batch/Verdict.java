package io.github.camelhubspot.internal.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.model.BatchVerdict.Outcome;

/**
 * The result of one input of a batch.
 *
 * @param index   number of the input in the body, from 0
 * @param outcome whether the operation was done
 * @param id      id of the lead from the response, else from the input; may be {@code null}
 * @param lead    the record in HubSpot's response; may be {@code null}
 * @param error   the entry of {@code errors}, which several inputs may share; {@code null} for a done input
 * @param message the problem; {@code null} if there is none
 * @param absent  whether the only reason for the outcome is that the response to a read does not contain the input
 */
record Verdict(long index, Outcome outcome, String id, Map<?, ?> lead, Map<String, ?> error, String message, boolean absent) {

    static final String TRACE_ID = "objectWriteTraceId";

    static Verdict done(BatchInput input, Map<?, ?> lead, String message) {
        Object id = lead == null ? null : lead.get("id");
        return new Verdict(input.index(), Outcome.DONE, id == null ? input.id() : id.toString(), lead, null, message, false);
    }

    static Verdict absent(BatchInput input, Map<String, ?> error) {
        Verdict failed = failed(input, error);
        return new Verdict(failed.index, failed.outcome, failed.id, null, error, failed.message, true);
    }

    static Verdict failed(BatchInput input, Map<String, ?> error) {
        return of(input, Outcome.FAILED, error);
    }

    static Verdict unknown(BatchInput input, Map<String, ?> error) {
        return of(input, Outcome.UNKNOWN, error);
    }

    static Verdict of(BatchInput input, Outcome outcome, Map<String, ?> error) {
        Object message = error.get("message");
        return new Verdict(input.index(), outcome, input.id(), null, error, message == null ? null : message.toString(),
                false);
    }

    /** Returns the verdict on an input that is not sent because HubSpot would reject it. */
    static Verdict refused(BatchInput input) {
        HubSpotValidationException refusal = input.refusal();
        List<Map<String, Object>> problems = refusal.getErrors();
        String message = problems.isEmpty() ? refusal.getMessage()
                : problems.stream().map(problem -> problem.get("path") + ": " + problem.get("message"))
                        .collect(Collectors.joining("; "));
        return failed(input, error("VALIDATION_ERROR", message, List.of(input)));
    }

    /** Returns the same verdict for another input about the same lead. */
    Verdict at(long otherIndex) {
        return new Verdict(otherIndex, outcome, id, lead, error, message, absent);
    }

    boolean isDone() {
        return outcome == Outcome.DONE;
    }

    /** Returns the verdict as a map, with the names of {@link io.github.camelhubspot.model.BatchVerdict}. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("index", index);
        map.put("outcome", outcome.name());
        put(map, "id", id);
        put(map, "lead", lead);
        put(map, "error", error);
        put(map, "message", message);
        return map;
    }

    private static void put(Map<String, Object> map, String name, Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    /** Returns an error in the shape of HubSpot's errors. */
    static Map<String, Object> error(String category, String message, List<BatchInput> inputs) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("status", "error");
        error.put("category", category);
        error.put("message", message);
        Map<String, List<String>> context = new LinkedHashMap<>();
        List<String> ids = inputs.stream().map(BatchInput::id).filter(id -> id != null).toList();
        List<String> traceIds = inputs.stream().map(BatchInput::traceId).filter(id -> id != null).toList();
        if (!ids.isEmpty()) {
            context.put("ids", ids);
        }
        if (!traceIds.isEmpty()) {
            context.put(TRACE_ID, traceIds);
        }
        error.put("context", context);
        return error;
    }
}
