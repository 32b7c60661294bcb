package io.github.camelhubspot.internal.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;

/** The filter groups of a search that is repeated, each time with filters of the component added to each group. */
public final class FilterGroups {

    /** A filter of the maximum length of an added one. */
    private static final Map<String, Object> LONGEST
            = Map.of("propertyName", "hs_lastmodifieddate", "operator", "GTE", "value", "1234567890123456789");

    private FilterGroups() {
    }

    /**
     * Reads and validates filter groups.
     *
     * @param  search    the operation
     * @param  arguments its parameters, which count for the length that HubSpot allows
     * @param  given     the groups, or an object with {@code filterGroups}, as JSON or as maps and lists; {@code null} for none
     * @param  more      how many filters will be added to each group
     * @throws io.github.camelhubspot.HubSpotValidationException if HubSpot would reject the groups, or the groups with so many
     *                                                           more filters
     */
    @SuppressWarnings("unchecked") // the validator ensures that groups are maps
    public static List<Map<String, Object>> of(Operation search, Arguments arguments, Object given, int more) {
        Json json = new Json(null);
        Call call = new Call(search, arguments, null, true, json);
        Object plain = new Input(search, json, given).plain();
        Object groups = plain instanceof Map<?, ?> map && map.containsKey("filterGroups") ? map.get("filterGroups") : plain;
        Map<String, Object> request = new LinkedHashMap<>();
        if (groups != null) {
            request.put("filterGroups", groups);
        }
        Input body = new Input(search, json, request);
        Problems problems = new Problems(search);
        Map<String, Object> checked = SearchPayload.request(call, body, problems);
        SearchPayload.checked(call, body, checked, problems);
        List<Map<String, Object>> result = new ArrayList<>();
        for (Object group : (Collection<Object>) checked.getOrDefault("filterGroups", List.of())) {
            Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) group);
            copy.putIfAbsent("filters", List.of());
            result.add(copy);
        }
        checkCapacity(call, checked, result, more);
        return List.copyOf(result);
    }

    /**
     * Returns groups with filters added. The groups are alternatives, so the filters are added to each; without groups, they
     * become one.
     *
     * @param groups in the form of HubSpot's search; {@code null} for none
     */
    public static List<Map<String, Object>> with(Object groups, List<? extends Map<String, ?>> more) {
        List<Map<String, Object>> result = new ArrayList<>();
        for (Object group : groups instanceof Collection<?> given ? given : List.of()) {
            Map<String, Object> copy = new LinkedHashMap<>();
            ((Map<?, ?>) group).forEach((name, value) -> copy.put((String) name, value));
            List<Object> filters = new ArrayList<>(copy.get("filters") instanceof Collection<?> own ? own : List.of());
            filters.addAll(more);
            copy.put("filters", filters);
            result.add(copy);
        }
        return result.isEmpty() ? List.of(Map.of("filters", more)) : result;
    }

    private static void checkCapacity(Call call, Map<String, Object> request, List<Map<String, Object>> groups, int more) {
        Problems problems = new Problems(call.operation());
        List<Map<String, Object>> full = new ArrayList<>();
        int total = 0;
        for (Map<String, Object> group : groups.isEmpty() ? List.of(Map.<String, Object> of("filters", List.of())) : groups) {
            List<Object> filters = new ArrayList<>((Collection<?>) group.get("filters"));
            if (filters.size() + more > SearchValidator.MAX_FILTERS_IN_GROUP) {
                problems.add("filterGroups[" + full.size() + "].filters", "has " + filters.size() + " filters, "
                        + SearchValidator.MAX_FILTERS_IN_GROUP + " is what HubSpot takes" + cure(more));
            }
            filters.addAll(Collections.nCopies(more, LONGEST));
            full.add(Map.of("filters", filters));
            total += filters.size();
        }
        if (total > SearchValidator.MAX_FILTERS) {
            problems.add("filterGroups", "has " + (total - full.size() * more) + " filters in " + full.size() + " groups, "
                    + SearchValidator.MAX_FILTERS + " in all is what HubSpot takes" + cure(more));
        }
        Map<String, Object> sample = new LinkedHashMap<>(request);
        sample.put("filterGroups", full);
        sample.put("sorts", List.of(Map.of("propertyName", "hs_lastmodifieddate", "direction", "ASCENDING")));
        sample.put(Parameters.LIMIT.name(), call.operation().maxLimit());
        int length = call.json().writeText(sample).length();
        if (length > SearchValidator.MAX_LENGTH) {
            problems.add("filterGroups", "makes with the properties a search of " + length + " characters as JSON, "
                    + SearchValidator.MAX_LENGTH + " is what HubSpot takes: use fewer filters, values or properties");
        }
        problems.throwIfAny();
    }

    private static String cure(int more) {
        return ", and " + more + " are added to each group to find the next changes: use fewer filters, IN for several"
                + " values of one property, or filter in the route";
    }
}
