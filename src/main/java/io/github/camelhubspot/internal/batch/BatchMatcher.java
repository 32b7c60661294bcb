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
 * Finds the inputs of a call in its response: by the trace id that HubSpot repeats, else by id or the value of the unique
 * property. HubSpot promises no order, and may answer another record than the one that was named, such as the one that it was
 * merged into. So a result that names no input is given to none, not even to the only one that is left.
 */
final class BatchMatcher {

    static final String UNKNOWN = "OUTCOME_UNKNOWN";
    private static final String NOT_FOUND = "OBJECT_NOT_FOUND";

    /**
     * What a response says.
     *
     * @param verdicts one for each input, in their order
     * @param others   results that belong to no known input
     * @param complete whether the response itself says all of it
     */
    record Match(List<Verdict> verdicts, List<Map<?, ?>> others, boolean complete) {
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
    private boolean contradicted;

    /** @param idProperty of a read; writes have their own in each input */
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
        List<Map<?, ?>> others = results(maps(answer.get("results")));
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

    /** @return the results that belong to no known input */
    private List<Map<?, ?>> results(List<? extends Map<?, ?>> results) {
        List<Map<?, ?>> others = new ArrayList<>();
        Set<Integer> ambiguous = new HashSet<>();
        for (Map<?, ?> result : results) {
            Integer input = inputOf(result);
            if (input == null || verdicts[input] != null) {
                others.add(result);
                if (input != null && !sameRecord(verdicts[input].lead(), result)) {
                    ambiguous.add(input);
                }
            } else {
                verdicts[input] = Verdict.done(inputs.get(input), result, null);
            }
        }
        for (int i : ambiguous) {
            if (verdicts[i].lead() != null) {
                others.add(verdicts[i].lead());
            }
            BatchInput input = inputs.get(i);
            verdicts[i] = Verdict.unknown(input, Verdict.error(UNKNOWN,
                    "HubSpot's answer names the input more than once, and not with the same result: look at the lead", List.of(input)));
        }
        contradicted = !ambiguous.isEmpty();
        return others;
    }

    private static boolean sameRecord(Map<?, ?> one, Map<?, ?> other) {
        return one != null && Objects.equals(text(one.get("id")), text(other.get("id")));
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
        String traceId = traceId(result);
        if (traceId != null) {
            return byTraceId.get(traceId); // the result of another write is no evidence, whatever its id
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

    /** The trace id of a result; {@code null} also where it says nothing, because the inputs have none that tell them apart. */
    private String traceId(Map<?, ?> result) {
        String traceId = byTraceId.isEmpty() ? null : text(result.get(Verdict.TRACE_ID));
        return traceId == null || traceId.isBlank() ? null : traceId;
    }

    /** Gives a verdict to those that the response does not mention. */
    private boolean complete(List<Map<?, ?>> others, List<Map<String, Object>> unnamed) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] == null) {
                left.add(i);
            }
        }
        if (left.isEmpty()) {
            return !contradicted;
        }
        if (unnamed.isEmpty() && areAllThere(left, others)) {
            boolean only = verdicts.length == 1;
            for (int i : left) {
                verdicts[i] = only ? Verdict.done(inputs.get(i), others.remove(0), null) : Verdict.done(inputs.get(i), null,
                        "HubSpot's answer has its lead, but does not say which it is");
            }
            return !contradicted;
        }
        if (left.size() == 1 && unnamed.size() == 1 && others.isEmpty()) {
            verdicts[left.get(0)] = Verdict.failed(inputs.get(left.get(0)), unnamed.get(0));
            return !contradicted;
        }
        boolean certain = reads && others.isEmpty();
        Map<String, Object> error = Verdict.error(certain ? NOT_FOUND : UNKNOWN, (certain
                ? "HubSpot's answer has neither the lead nor an error: there is none with this id"
                : "HubSpot's answer names the input neither in its results nor in its errors: look whether it took effect")
                + (unnamed.isEmpty() ? "" : "; an error that names no input says: " + unnamed.get(0).get("message")),
                left.stream().map(inputs::get).toList());
        for (int i : left) {
            verdicts[i] = certain ? Verdict.absent(inputs.get(i), error) : Verdict.unknown(inputs.get(i), error);
        }
        return false;
    }

    /**
     * Whether the response has as many further records as inputs are left, and could not say whose they are: it repeats no
     * trace ids, and the inputs have no id, or that of a property that the records lack. Then all of them were done, but none is
     * given a record, unless it was the only input of the call.
     */
    private boolean areAllThere(List<Integer> left, List<Map<?, ?>> others) {
        Set<String> ids = new HashSet<>();
        for (Map<?, ?> result : others) {
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
        return left.size() == others.size() && left.stream().map(inputs::get).allMatch(input -> input.id() == null
                || idProperty(input) != null && others.stream().allMatch(result -> lacks(result, idProperty(input))));
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

    @SuppressWarnings("unchecked") // objects of JSON have texts as keys
    private static List<Map<String, Object>> maps(Object value) {
        return value instanceof List<?> list ? list.stream().filter(Map.class::isInstance)
                .map(map -> (Map<String, Object>) map).toList() : List.of();
    }
}
