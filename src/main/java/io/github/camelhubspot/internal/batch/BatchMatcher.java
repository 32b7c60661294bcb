package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.camelhubspot.internal.lead.BatchInput;

/**
 * Matches the inputs of a batch call with its response: by the trace id that HubSpot repeats, else by the id or the value of the
 * unique property. HubSpot guarantees no order, and may return another record than the addressed one, such as the one that it
 * was merged into. So a result that names no input belongs to none, not even to the only input that is left.
 */
final class BatchMatcher {

    static final String OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN";
    private static final String NOT_FOUND = "OBJECT_NOT_FOUND";

    /**
     * The verdicts of a response.
     *
     * @param verdicts  one per input, in the order of the inputs
     * @param unmatched results that belong to no known input
     * @param complete  whether the response itself contains all of these verdicts
     */
    record Match(List<Verdict> verdicts, List<Map<?, ?>> unmatched, boolean complete) {
    }

    /** @param property the unique property that {@code id} is a value of; {@code null} for HubSpot's own id */
    private record Key(String property, String id) {
    }

    private final List<BatchInput> inputs;
    private final boolean reads;
    private final String idProperty;
    private final Verdict[] verdicts;
    private final Map<String, Integer> byTraceId = new HashMap<>();
    private final Map<Key, Integer> byKey = new HashMap<>();
    private final Set<String> properties = new HashSet<>();
    /** Whether the response names an input with different results. */
    private boolean contradictory;

    /** @param idProperty that of a read; an input of a write has its own */
    private BatchMatcher(List<BatchInput> inputs, boolean reads, String idProperty) {
        this.inputs = inputs;
        this.reads = reads;
        this.idProperty = idProperty;
        this.verdicts = new Verdict[inputs.size()];
        Set<String> ambiguous = new HashSet<>();
        for (int i = 0; i < inputs.size(); i++) {
            BatchInput input = inputs.get(i);
            if (input.traceId() != null && byTraceId.putIfAbsent(input.traceId(), i) != null) {
                ambiguous.add(input.traceId());
            }
            if (input.id() != null) {
                byKey.putIfAbsent(new Key(idProperty(input), input.id()), i);
                properties.add(idProperty(input));
            }
        }
        byTraceId.keySet().removeAll(ambiguous);
    }

    private String idProperty(BatchInput input) {
        return input.idProperty() == null ? idProperty : input.idProperty();
    }

    /** @param response {@code null} if the operation has no response body: then all inputs are done */
    static Match match(List<BatchInput> inputs, Map<?, ?> response, boolean reads, String idProperty) {
        if (response == null) {
            return new Match(inputs.stream().map(input -> Verdict.done(input, null, null)).toList(), List.of(), true);
        }
        return new BatchMatcher(inputs, reads, idProperty).match(response);
    }

    private Match match(Map<?, ?> response) {
        List<Map<String, Object>> errors = maps(response.get("errors"));
        List<Map<String, Object>> unnamed = new ArrayList<>();
        // a trace id is certain; an id in an error may be that of another record, such as a contact
        errors.forEach(this::matchByTraceId);
        List<Map<?, ?>> unmatched = matchResults(maps(response.get("results")));
        for (Map<String, Object> error : errors) {
            if (values(error, Verdict.TRACE_ID).isEmpty() && !matchByIds(error)) {
                unnamed.add(error);
            }
        }
        boolean complete = complete(unmatched, unnamed);
        return new Match(List.of(verdicts), unmatched, complete);
    }

    private void matchByTraceId(Map<String, Object> error) {
        for (String traceId : values(error, Verdict.TRACE_ID)) {
            Integer input = byTraceId.get(traceId);
            if (input != null) {
                verdicts[input] = Verdict.failed(inputs.get(input), error);
            }
        }
    }

    /** Matches the results with the inputs. Returns the results that belong to no known input. */
    private List<Map<?, ?>> matchResults(List<? extends Map<?, ?>> results) {
        List<Map<?, ?>> unmatched = new ArrayList<>();
        Set<Integer> ambiguous = new HashSet<>();
        for (Map<?, ?> result : results) {
            Integer input = inputOf(result);
            if (input == null || verdicts[input] != null) {
                unmatched.add(result);
                if (input != null && !sameRecord(verdicts[input].lead(), result)) {
                    ambiguous.add(input);
                }
            } else {
                verdicts[input] = Verdict.done(inputs.get(input), result, null);
            }
        }
        for (int i : ambiguous) {
            if (verdicts[i].lead() != null) {
                unmatched.add(verdicts[i].lead());
            }
            BatchInput input = inputs.get(i);
            verdicts[i] = Verdict.unknown(input, Verdict.error(OUTCOME_UNKNOWN,
                    "HubSpot's response names the input more than once with different results: check the lead", List.of(input)));
        }
        contradictory = !ambiguous.isEmpty();
        return unmatched;
    }

    private static boolean sameRecord(Map<?, ?> one, Map<?, ?> other) {
        return one != null && Objects.equals(text(one.get("id")), text(other.get("id")));
    }

    /** Returns whether an error names an input by its id. */
    private boolean matchByIds(Map<String, Object> error) {
        boolean named = false;
        for (String id : values(error, "ids")) {
            for (int i = 0; i < verdicts.length; i++) {
                if (id.equals(inputs.get(i).id())) {
                    named = true;
                    verdicts[i] = verdicts[i] == null ? Verdict.failed(inputs.get(i), error) : verdicts[i];
                }
            }
        }
        return named;
    }

    private Integer inputOf(Map<?, ?> result) {
        String traceId = traceId(result);
        if (traceId != null) {
            return byTraceId.get(traceId); // with the trace id of another write, the result does not count, whatever its id
        }
        Integer input = byKey.get(new Key(null, text(result.get("id"))));
        if (input == null && result.get("properties") instanceof Map<?, ?> values) {
            for (String property : properties) {
                String value = property == null ? null : text(values.get(property));
                input = input != null || value == null ? input : byKey.get(new Key(property, value));
            }
        }
        return input;
    }

    /** Returns the trace id of a result; {@code null} also if the inputs have no distinct trace ids. */
    private String traceId(Map<?, ?> result) {
        String traceId = byTraceId.isEmpty() ? null : text(result.get(Verdict.TRACE_ID));
        return traceId == null || traceId.isBlank() ? null : traceId;
    }

    /** Adds verdicts for the inputs that the response does not name. Returns whether the response contains all verdicts. */
    private boolean complete(List<Map<?, ?>> unmatched, List<Map<String, Object>> unnamed) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] == null) {
                left.add(i);
            }
        }
        if (left.isEmpty()) {
            return !contradictory;
        }
        if (unnamed.isEmpty() && allDone(left, unmatched)) {
            boolean only = verdicts.length == 1;
            for (int i : left) {
                verdicts[i] = only ? Verdict.done(inputs.get(i), unmatched.remove(0), null) : Verdict.done(inputs.get(i), null,
                        "HubSpot's response contains its lead, but does not say which one it is");
            }
            return !contradictory;
        }
        if (left.size() == 1 && unnamed.size() == 1 && unmatched.isEmpty()) {
            verdicts[left.get(0)] = Verdict.failed(inputs.get(left.get(0)), unnamed.get(0));
            return !contradictory;
        }
        boolean certain = reads && unmatched.isEmpty();
        Map<String, Object> error = Verdict.error(certain ? NOT_FOUND : OUTCOME_UNKNOWN, (certain
                ? "HubSpot's response contains neither the lead nor an error: there is no lead with this id"
                : "HubSpot's response names the input neither in its results nor in its errors: check whether it took effect")
                + (unnamed.isEmpty() ? "" : "; an error that names no input says: " + unnamed.get(0).get("message")),
                left.stream().map(inputs::get).toList());
        for (int i : left) {
            verdicts[i] = certain ? Verdict.absent(inputs.get(i), error) : Verdict.unknown(inputs.get(i), error);
        }
        return false;
    }

    /**
     * Whether the response has as many unmatched records as inputs are left, and does not name their inputs: it repeats no trace
     * ids, and the inputs have no id, or a value of a property that the records lack. Then all of them were done, but no input
     * is assigned a record, unless it is the only input of the call.
     */
    private boolean allDone(List<Integer> left, List<Map<?, ?>> unmatched) {
        Set<String> ids = new HashSet<>();
        for (Map<?, ?> result : unmatched) {
            String id = text(result.get("id"));
            if (id == null || !ids.add(id) || traceId(result) != null) {
                return false;
            }
        }
        for (Verdict verdict : verdicts) {
            if (verdict != null && verdict.lead() != null && (traceId(verdict.lead()) != null || !ids.add(verdict.id()))) {
                return false;
            }
        }
        return left.size() == unmatched.size() && left.stream().map(inputs::get).allMatch(input -> input.id() == null
                || idProperty(input) != null && unmatched.stream().allMatch(result -> lacks(result, idProperty(input))));
    }

    private static boolean lacks(Map<?, ?> result, String property) {
        return !(result.get("properties") instanceof Map<?, ?> values) || values.get(property) == null;
    }

    private static List<String> values(Map<String, Object> error, String name) {
        Object value = error.get("context") instanceof Map<?, ?> context ? context.get(name) : null;
        return value instanceof List<?> list ? list.stream().map(BatchMatcher::text).filter(Objects::nonNull).toList()
                : value == null ? List.of() : List.of(text(value));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    @SuppressWarnings("unchecked") // keys of JSON objects are strings
    private static List<Map<String, Object>> maps(Object value) {
        return value instanceof List<?> list ? list.stream().filter(Map.class::isInstance)
                .map(map -> (Map<String, Object>) map).toList() : List.of();
    }
}
