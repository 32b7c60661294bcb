package io.github.camelhubspot.internal.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.operation.RequestBody;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Scalars;

/** Validates a search by HubSpot's rules. Unknown fields are accepted, because HubSpot may support them by now. */
final class SearchValidator {

    private static final int MAX_GROUPS = 5;
    static final int MAX_FILTERS_IN_GROUP = 6;
    static final int MAX_FILTERS = 18;
    private static final int MAX_SORTS = 1;
    /** In characters. HubSpot counts the whole body, not only the query. */
    static final int MAX_LENGTH = 3_000;
    /** Maximum results of one search over all pages. */
    static final int MAX_RESULTS = 10_000;
    static final int DEFAULT_LIMIT = 10;

    private static final List<String> OPERANDS = List.of("value", "highValue", "values");
    /** The operands that each operator requires; it accepts no others. */
    private static final Map<String, List<String>> OPERATORS = operators();

    private final Call call;
    private final Input body;
    private final Problems problems;

    SearchValidator(Call call, Input body, Problems problems) {
        this.call = call;
        this.body = body;
        this.problems = problems;
    }

    /** @param content the request in the form that is sent */
    void check(Map<String, Object> request, RequestBody content) {
        limit(request.get(Parameters.LIMIT.name()));
        resultLimit(request);
        list(Parameters.PROPERTIES.name(), request.get(Parameters.PROPERTIES.name()));
        sorts(request.get("sorts"));
        groups(request.get("filterGroups"));
        length(request.get(Parameters.QUERY.name()), content);
    }

    private void limit(Object given) {
        try {
            call.operation().check(Parameters.LIMIT, Parameters.LIMIT.parse(given));
        } catch (IllegalArgumentException e) {
            problems.add(Parameters.LIMIT.name(), e.getMessage());
        }
    }

    /** HubSpot documents that the cursor of a search is the number of results before the page. */
    private void resultLimit(Map<String, Object> request) {
        String after = String.valueOf(request.get(Parameters.AFTER.name()));
        int limit = request.get(Parameters.LIMIT.name()) instanceof Integer number ? number : DEFAULT_LIMIT;
        if (after.matches("\\d{1,18}") && Long.parseLong(after) + limit > MAX_RESULTS) {
            problems.add(Parameters.AFTER.name(), "the page from " + after + " on, of " + limit + " leads, ends beyond "
                    + MAX_RESULTS + ", the maximum that HubSpot returns for one search: set allPages=true, which has no such"
                    + " limit, or sort by hs_object_id and search again with a filter hs_object_id GT the last id");
        }
    }

    private void sorts(Object given) {
        List<?> sorts = list("sorts", given);
        if (sorts.size() > MAX_SORTS) {
            problems.add("sorts", "has " + sorts.size() + " rules, HubSpot sorts by one only: leave the others out");
        }
        for (int i = 0; i < sorts.size(); i++) {
            String path = "sorts[" + i + ']';
            Object sort = SearchFilters.plain(body, sorts.get(i));
            if (sort instanceof Map<?, ?> rule) {
                if (Scalars.isBlank(rule.get("propertyName"))) {
                    problems.add(path + ".propertyName", "is missing: the property to sort by");
                }
                Object direction = rule.get("direction");
                if (direction != null && !"ASCENDING".equals(direction.toString())
                        && !"DESCENDING".equals(direction.toString())) {
                    problems.add(path + ".direction",
                            "must be ASCENDING or DESCENDING, but is " + Input.describe(direction));
                }
            } else if (!(sort instanceof CharSequence) || Scalars.isBlank(sort)) {
                problems.add(path,
                        "must be the name of a property or {propertyName, direction}, but is " + Input.describe(sort));
            }
        }
    }

    private void groups(Object given) {
        List<?> groups = list("filterGroups", given);
        if (groups.size() > MAX_GROUPS) {
            problems.add("filterGroups", "has " + groups.size() + " groups, HubSpot takes " + MAX_GROUPS
                    + ": use IN for several values of one property, or search more than once");
        }
        int total = 0;
        for (int i = 0; i < groups.size(); i++) {
            total += group("filterGroups[" + i + ']', groups.get(i));
        }
        if (total > MAX_FILTERS) {
            problems.add("filterGroups", "has " + total + " filters in all groups, HubSpot takes " + MAX_FILTERS
                    + ": search more than once");
        }
    }

    private int group(String path, Object given) {
        if (!(given instanceof Map<?, ?> group)) {
            problems.add(path, "must be an object with a list filters, but is " + Input.describe(given));
            return 0;
        }
        List<?> filters = list(path + ".filters", group.get("filters"));
        if (filters.size() > MAX_FILTERS_IN_GROUP) {
            problems.add(path + ".filters", "has " + filters.size() + " filters, HubSpot takes " + MAX_FILTERS_IN_GROUP
                    + " per group: search more than once");
        }
        for (int i = 0; i < filters.size(); i++) {
            filter(path + ".filters[" + i + ']', filters.get(i));
        }
        return filters.size();
    }

    private void filter(String path, Object given) {
        if (!(given instanceof Map<?, ?> filter)) {
            problems.add(path, "must be an object {propertyName, operator, ...}, but is " + Input.describe(given));
            return;
        }
        if (Scalars.isBlank(filter.get("propertyName"))) {
            problems.add(path + ".propertyName", "is missing: the property to filter by");
        }
        Object operator = filter.get("operator");
        List<String> needed = operator == null ? null : OPERATORS.get(operator.toString());
        if (needed == null) {
            problems.add(path + ".operator", (operator == null ? "is missing" : "is not known: " + Input.describe(operator))
                    + "; HubSpot has " + String.join(", ", OPERATORS.keySet()));
            return;
        }
        for (String operand : OPERANDS) {
            operand(path + '.' + operand, operator, filter.get(operand), needed.contains(operand), needed);
        }
    }

    private void operand(String path, Object operator, Object value, boolean needed, List<String> all) {
        boolean none = value == null || value instanceof Collection<?> list && list.isEmpty();
        boolean asList = path.endsWith(".values");
        if (needed && none) {
            problems.add(path, (asList ? "must be a list of at least one value" : "is missing") + ": " + operator + " needs "
                    + String.join(" and ", all));
        } else if (needed && asList && !(value instanceof Collection<?>)) {
            problems.add(path, "must be a list, but is " + Input.describe(value));
        } else if (!needed && !none) {
            problems.add(path, "must be left out: " + operator + " takes "
                    + (all.isEmpty() ? "no operand" : String.join(" and ", all) + " only"));
        }
    }

    /** Checks the first page only: {@link FilterCapacity} ensures that later pages are not too long. */
    private void length(Object query, RequestBody content) {
        if (call.cursor() != null) {
            return;
        }
        if (query != null && !(query instanceof CharSequence)) {
            problems.add(Parameters.QUERY.name(), "must be a text, but is " + Input.describe(query));
        } else if (query instanceof CharSequence text && text.length() > MAX_LENGTH) {
            problems.add(Parameters.QUERY.name(), "has " + text.length() + " characters, HubSpot takes " + MAX_LENGTH);
            return;
        }
        byte[] bytes = ((HttpBody.Bytes) content.content()).content();
        int length = bytes.length <= MAX_LENGTH ? bytes.length : new String(bytes, StandardCharsets.UTF_8).length();
        if (length > MAX_LENGTH) {
            problems.add("body", "has " + length + " characters as JSON, HubSpot takes " + MAX_LENGTH
                    + " for a search: use fewer filters, values or properties, or search more than once");
        }
    }

    /** Returns an empty list for {@code null} and for anything that is not a list, which is reported as a problem. */
    private List<?> list(String path, Object given) {
        Object value = given == null ? List.of() : SearchFilters.plain(body, given);
        if (value instanceof Collection<?> list) {
            return new ArrayList<>(list);
        }
        problems.add(path, "must be a list, but is " + Input.describe(value));
        return List.of();
    }

    private static Map<String, List<String>> operators() {
        Map<String, List<String>> result = new LinkedHashMap<>();
        for (String compared : List.of("EQ", "NEQ", "LT", "LTE", "GT", "GTE")) {
            result.put(compared, List.of("value"));
        }
        result.put("BETWEEN", List.of("value", "highValue"));
        result.put("IN", List.of("values"));
        result.put("NOT_IN", List.of("values"));
        result.put("HAS_PROPERTY", List.of());
        result.put("NOT_HAS_PROPERTY", List.of());
        result.put("CONTAINS_TOKEN", List.of("value"));
        result.put("NOT_CONTAINS_TOKEN", List.of("value"));
        return result;
    }
}
