package io.github.camelhubspot.client.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.client.BatchInput;

/**
 * Finds the inputs of a call in its answer: by the trace id that HubSpot repeats, else by id or the value of the unique
 * property. HubSpot promises no order.
 */
final class BatchMatcher {

    static final String UNKNOWN = "OUTCOME_UNKNOWN";
    private static final String NOT_FOUND = "OBJECT_NOT_FOUND";

    /**
     * What an answer says.
     *
     * @param verdicts one for each input, in their order
     * @param others   results that belong to no known input
     * @param complete whether the answer itself says all of it
     */
    record Match(List<Verdict> verdicts, List<Map<?, ?>> others, boolean complete) {
    }

    private final List<BatchInput> inputs;
    private final boolean reads;
    private final String idProperty;
    private final Verdict[] verdicts;
    private final Map<String, Integer> byTraceId = new HashMap<>();
    private final Map<String, Integer> byId = new HashMap<>();

    /** @param idProperty of a read; writes have their own in each input */
    private BatchMatcher(List<BatchInput> inputs, boolean reads, String idProperty) {
        this.inputs = inputs;
        this.reads = reads;
        this.idProperty = idProperty;
        this.verdicts = new Verdict[inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            BatchInput input = inputs.get(i);
            if (input.traceId() != null) {
                byTraceId.put(input.traceId(), i);
            }
            if (input.id() != null) {
                byId.put(key(idProperty(input), input.id()), i);
            }
        }
    }

    private String idProperty(BatchInput input) {
        return input.idProperty() == null ? idProperty : input.idProperty();
    }

    private static String key(String property, String value) {
        return property == null ? value : property + '\n' + value;
    }

    /** @param answer {@code null} if HubSpot answers nothing but success */
    static Match match(List<BatchInput> inputs, Map<?, ?> answer, boolean reads, String idProperty) {
        if (answer == null) {
            return new Match(inputs.stream().map(input -> Verdict.done(input, null, null)).toList(), List.of(), true);
        }
        return new BatchMatcher(inputs, reads, idProperty).match(answer);
    }

    private Match match(Map<?, ?> answer) {
        List<Map<String, Object>> errors = maps(answer.get("errors"));
        List<Map<String, Object>> unnamed = new ArrayList<>();
        // what HubSpot names by trace id is certain; an id may be that of another record which the error is about
        errors.forEach(this::byTraceId);
        List<Map<?, ?>> others = new ArrayList<>();
        for (Map<?, ?> result : maps(answer.get("results"))) {
            Integer input = inputOf(result);
            if (input == null || verdicts[input] != null) {
                others.add(result);
            } else {
                verdicts[input] = Verdict.done(inputs.get(input), result, null);
            }
        }
        for (Map<String, Object> error : errors) {
            if (values(error, Verdict.TRACE_ID).isEmpty() && !byIds(error)) {
                unnamed.add(error);
            }
        }
        boolean complete = complete(others, unnamed);
        return new Match(List.of(verdicts), others, complete);
    }

    private void byTraceId(Map<String, Object> error) {
        for (String traceId : values(error, Verdict.TRACE_ID)) {
            Integer input = byTraceId.get(traceId);
            if (input != null) {
                verdicts[input] = Verdict.failed(inputs.get(input), error);
            }
        }
    }

    private boolean byIds(Map<String, Object> error) {
        boolean known = false;
        for (String id : values(error, "ids")) {
            for (int i = 0; i < verdicts.length; i++) {
                if (id.equals(inputs.get(i).id())) {
                    known = true;
                    verdicts[i] = verdicts[i] == null ? Verdict.failed(inputs.get(i), error) : verdicts[i];
                }
            }
        }
        return known;
    }

    private Integer inputOf(Map<?, ?> result) {
        Integer input = byTraceId.get(text(result.get(Verdict.TRACE_ID)));
        if (input != null || byId.isEmpty()) {
            return input;
        }
        input = byId.get(text(result.get("id")));
        if (input == null && result.get("properties") instanceof Map<?, ?> properties) {
            for (int i = 0; i < verdicts.length && input == null; i++) {
                String property = idProperty(inputs.get(i));
                String value = property == null ? null : text(properties.get(property));
                input = value == null ? null : byId.get(key(property, value));
            }
        }
        return input;
    }

    /** Gives a verdict to those that the answer does not mention. */
    private boolean complete(List<Map<?, ?>> others, List<Map<String, Object>> unnamed) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] == null) {
                left.add(i);
            }
        }
        if (left.isEmpty()) {
            return true;
        }
        if (left.size() == others.size()) {
            boolean one = left.size() == 1;
            for (int i : left) {
                verdicts[i] = one ? Verdict.done(inputs.get(i), others.get(0), null)
                        : Verdict.done(inputs.get(i), null, "HubSpot's answer has its lead, but does not say which it is");
            }
            if (one) {
                others.clear();
            }
            return true;
        }
        if (left.size() == 1 && unnamed.size() == 1) {
            verdicts[left.get(0)] = Verdict.failed(inputs.get(left.get(0)), unnamed.get(0));
            return true;
        }
        boolean certain = reads && others.isEmpty();
        Map<String, Object> error = Verdict.error(certain ? NOT_FOUND : UNKNOWN, (certain
                ? "HubSpot's answer has neither the lead nor an error: there is none with this id"
                : "HubSpot's answer names the input neither in its results nor in its errors: look whether it took effect")
                + (unnamed.isEmpty() ? "" : "; an error that names no input says: " + unnamed.get(0).get("message")),
                left.stream().map(inputs::get).toList());
        for (int i : left) {
            verdicts[i] = certain ? Verdict.failed(inputs.get(i), error) : Verdict.unknown(inputs.get(i), error);
        }
        return false;
    }

    private static List<String> values(Map<String, Object> error, String name) {
        Object value = error.get("context") instanceof Map<?, ?> context ? context.get(name) : null;
        return value instanceof List<?> list ? list.stream().map(BatchMatcher::text).toList()
                : value == null ? List.of() : List.of(text(value));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    @SuppressWarnings("unchecked") // objects of JSON have texts as keys
    private static List<Map<String, Object>> maps(Object value) {
        return value instanceof List<?> list ? list.stream().filter(Map.class::isInstance)
                .map(map -> (Map<String, Object>) map).toList() : List.of();
    }
}
