package io.github.camelhubspot.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A search over leads with an id and a value, as strict as HubSpot's: one sort, filters, and no page that ends after result
 * 10,000. The order of leads with equal values differs between searches.
 */
final class FakeSearch {

    static final String NUMBER = "lead_score";
    static final String MOMENT = "hs_lastmodifieddate";
    private static final Comparator<Lead> BY_ID = Comparator.comparingLong(Lead::id);
    private static final int MAX_RESULTS = 10_000;
    /** Larger sets are not shuffled, because that would take too long. */
    private static final int SHUFFLED = 60_000;

    /** @param value {@code null} for a lead without one */
    record Lead(long id, Long value) {
    }

    private final List<Lead> byId;
    private final String property;
    private final boolean missingFirst;
    private final Map<Boolean, List<Lead>> byValue = new HashMap<>();
    private Map<Long, List<Lead>> sameValue;
    private final Map<String, List<Lead>> found = new HashMap<>();
    private final List<String> searches = new ArrayList<>();
    private int calls;

    FakeSearch(List<Lead> leads, String property, boolean missingFirst) {
        this.byId = leads.stream().sorted(BY_ID).toList();
        this.property = property;
        this.missingFirst = missingFirst;
    }

    record Response(List<Map<String, Object>> leads, long total, String after) {
    }

    int calls() {
        return calls;
    }

    /** Returns the number of different searches; the pages of one search count once. */
    int searches() {
        return searches.size();
    }

    Response search(Map<String, Object> request) {
        calls++;
        int limit = (Integer) request.get("limit");
        int after = request.get("after") == null ? 0 : Integer.parseInt((String) request.get("after"));
        assertThat(after + limit).as("end of the page").isLessThanOrEqualTo(MAX_RESULTS);
        Map<String, Object> same = new LinkedHashMap<>(request);
        same.remove("after");
        String key = same.toString();
        List<Lead> all = found.get(key);
        if (all == null) {
            found.clear(); // a walk does not return to an earlier search
            searches.add(key);
            all = find(request, key.hashCode());
            found.put(key, all);
        }
        int end = Math.min(all.size(), after + limit);
        List<Map<String, Object>> page = all.subList(Math.min(after, end), end).stream().map(this::map).toList();
        return new Response(page, all.size(), end < all.size() ? String.valueOf(end) : null);
    }

    private List<Lead> find(Map<String, Object> request, int salt) {
        List<?> groups = (List<?>) request.getOrDefault("filterGroups", List.of());
        List<?> sorts = (List<?>) request.get("sorts");
        assertThat(sorts).as("sorts").hasSize(1);
        Map<?, ?> sort = (Map<?, ?>) sorts.get(0);
        boolean descending = "DESCENDING".equals(sort.get("direction"));
        boolean sortedById = sort.get("propertyName").equals("hs_object_id");
        Predicate<Lead> test = groups.isEmpty() ? lead -> true
                : groups.stream().map(this::group).reduce(Predicate::or).orElseThrow();
        List<Map<?, ?>> only = groups.size() == 1 ? filters(groups.get(0)) : List.of();
        boolean complete = sortedById && !only.isEmpty()
                && only.stream().filter(filter -> !isIdRange(filter)).allMatch(this::isValue)
                && only.stream().filter(this::isValue).count() <= 1;
        List<Lead> result = new ArrayList<>();
        if (complete) {
            result.addAll(candidates(only));
        } else {
            for (Lead lead : sortedById ? candidates(only) : byValue(descending)) {
                if (test.test(lead)) {
                    result.add(lead);
                }
            }
        }
        if (!sortedById) {
            assertThat(sort.get("propertyName")).isEqualTo(property);
            if (byId.size() <= SHUFFLED) {
                result.sort(values(descending).thenComparingInt(lead -> Long.hashCode(lead.id() * 0x9E3779B97F4A7C15L) ^ salt));
            }
        } else if (descending) {
            Collections.reverse(result);
        }
        return result;
    }

    /**
     * Returns the leads with the value and in the range of ids of the filters, by binary search: to test all leads for each page
     * of a walk by id would take too long.
     */
    private List<Lead> candidates(List<Map<?, ?>> filters) {
        List<Lead> leads = byId;
        for (Map<?, ?> filter : filters) {
            if (isValue(filter)) {
                leads = withValue(Long.valueOf((String) filter.get("value")));
            }
        }
        for (Map<?, ?> filter : filters) {
            if (isIdRange(filter)) {
                boolean inclusive = filter.get("operator").equals("GTE") || filter.get("operator").equals("LT");
                long bound = Long.parseLong((String) filter.get("value")) + (inclusive ? 0 : 1);
                int index = Collections.binarySearch(leads, new Lead(bound, null), BY_ID);
                int from = index < 0 ? -index - 1 : index;
                boolean upwards = ((String) filter.get("operator")).startsWith("GT");
                leads = upwards ? leads.subList(from, leads.size()) : leads.subList(0, from);
            }
        }
        return leads;
    }

    private boolean isValue(Map<?, ?> filter) {
        return filter.get("propertyName").equals(property) && filter.get("operator").equals("EQ");
    }

    private static boolean isIdRange(Map<?, ?> filter) {
        return filter.get("propertyName").equals("hs_object_id")
                && List.of("GT", "GTE", "LT", "LTE").contains(filter.get("operator"));
    }

    private List<Lead> withValue(Long value) {
        if (sameValue == null) {
            sameValue = byId.stream().filter(lead -> lead.value() != null).collect(Collectors.groupingBy(Lead::value));
        }
        return sameValue.getOrDefault(value, List.of());
    }

    private List<Lead> byValue(boolean descending) {
        return byValue.computeIfAbsent(descending, direction -> byId.stream().sorted(values(direction)).toList());
    }

    private Comparator<Lead> values(boolean descending) {
        Comparator<Long> values = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(Lead::value, missingFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values));
    }

    private Predicate<Lead> group(Object group) {
        return filters(group).stream().map(this::filter).reduce(Predicate::and).orElse(lead -> true);
    }

    private static List<Map<?, ?>> filters(Object group) {
        return ((List<?>) ((Map<?, ?>) group).get("filters")).stream().<Map<?, ?>>map(filter -> (Map<?, ?>) filter).toList();
    }

    private Predicate<Lead> filter(Map<?, ?> filter) {
        boolean id = filter.get("propertyName").equals("hs_object_id");
        if (!id) {
            assertThat(filter.get("propertyName")).isEqualTo(property);
        }
        String operator = (String) filter.get("operator");
        Object operand = filter.get("value");
        assertThat(operand == null).isEqualTo(operator.endsWith("HAS_PROPERTY"));
        long bound = operand == null ? 0 : Long.parseLong((String) operand);
        LongPredicate test = switch (operator) {
            case "HAS_PROPERTY" -> value -> true;
            case "NOT_HAS_PROPERTY" -> value -> false;
            case "EQ" -> value -> value == bound;
            case "GT" -> value -> value > bound;
            case "GTE" -> value -> value >= bound;
            case "LT" -> value -> value < bound;
            case "LTE" -> value -> value <= bound;
            default -> throw new AssertionError(operator);
        };
        boolean none = operator.equals("NOT_HAS_PROPERTY");
        return id ? lead -> test.test(lead.id()) : lead -> lead.value() == null ? none : test.test(lead.value());
    }

    private Map<String, Object> map(Lead lead) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(property, lead.value() == null ? null
                : property.equals(MOMENT) ? Instant.ofEpochMilli(lead.value()).toString() : lead.value().toString());
        return Map.of("id", String.valueOf(lead.id()), "properties", properties);
    }
}
