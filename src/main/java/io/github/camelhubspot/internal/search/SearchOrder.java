package io.github.camelhubspot.internal.search;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * The order of a walk over all results of a search. By id, unless the user sorts by another property: an id is unique and never
 * changes, even when leads are edited meanwhile.
 *
 * @param property   the sort property
 * @param descending whether the greatest value is first
 * @param explicit   whether the user's search has the sort
 * @param added      whether the property is requested for the walk only, and removed from the leads
 */
record SearchOrder(String property, boolean descending, boolean explicit, boolean added) {

    static final String ID = "hs_object_id";
    private static final String CREATED = "createdate";
    private static final String MODIFIED = "hs_lastmodifieddate";
    /** Properties that every lead has and every response contains, requested or not. */
    private static final List<String> ALWAYS = List.of(CREATED, MODIFIED, ID);
    private static final String PROPERTIES = Parameters.PROPERTIES.name();
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

    /** Returns the order of a search; {@code null} if it has several sorts or one of unknown form. */
    static SearchOrder of(Map<String, Object> request, Input body) {
        Object sorts = SearchFilters.plain(body, request.get("sorts"));
        if (sorts == null || sorts instanceof Collection<?> none && none.isEmpty()) {
            return new SearchOrder(ID, false, false, false);
        }
        if (!(sorts instanceof Collection<?> list) || list.size() != 1) {
            return null;
        }
        Object sort = SearchFilters.plain(body, list.iterator().next());
        if (sort instanceof Map<?, ?> rule) {
            Object name = rule.get("propertyName");
            boolean descending = "DESCENDING".equals(String.valueOf(rule.get("direction")));
            return name == null ? null : of(request, body, name.toString(), descending);
        }
        String name = String.valueOf(sort);
        return name.startsWith("-") ? of(request, body, name.substring(1), true) : of(request, body, name, false);
    }

    private static SearchOrder of(Map<String, Object> request, Input body, String property, boolean descending) {
        boolean requested = SearchFilters.plain(body, request.get(PROPERTIES)) instanceof Collection<?> names
                && names.stream().anyMatch(name -> property.equals(String.valueOf(name)));
        return new SearchOrder(property, descending, true, !requested && !ALWAYS.contains(property));
    }

    /** Returns a copy that does not add its property to requests. */
    SearchOrder withoutAddedProperty() {
        return new SearchOrder(property, descending, explicit, false);
    }

    boolean byId() {
        return property.equals(ID);
    }

    boolean everyLeadHasValue() {
        return ALWAYS.contains(property);
    }

    /** Adds the property to a request, unless the user requests it. */
    void requestProperty(Map<String, Object> request) {
        if (added) {
            List<Object> names = new ArrayList<>(request.get(PROPERTIES) instanceof Collection<?> own && !own.isEmpty()
                    ? own : ALWAYS);
            names.add(property);
            request.put(PROPERTIES, names);
        }
    }

    /** Removes an added property from a lead. */
    void removeAddedProperty(Object lead) {
        if (added && lead instanceof Map<?, ?> map && map.get("properties") instanceof Map<?, ?> values) {
            values.remove(property);
        }
    }

    /** Returns the value of a lead; {@code null} if it has none. */
    String value(Object lead) {
        if (!(lead instanceof Map<?, ?> map)) {
            return null;
        }
        Object value = map.get("properties") instanceof Map<?, ?> values ? values.get(property) : null;
        if (value == null && !added) {
            value = property.equals(CREATED) ? map.get("createdAt")
                    : property.equals(MODIFIED) ? map.get("updatedAt") : null;
        }
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }

    /** Converts a value to the operand of a filter: an ISO 8601 time or date to epoch milliseconds. */
    static String operand(String value) {
        try {
            if (value.length() > 10 && value.charAt(10) == 'T') {
                return String.valueOf(OffsetDateTime.parse(value).toInstant().toEpochMilli());
            }
            if (value.length() == 10 && value.charAt(4) == '-') {
                Instant day = LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
                return String.valueOf(day.toEpochMilli());
            }
        } catch (DateTimeException | ArithmeticException e) {
            return value; // a text that resembles a date
        }
        return value;
    }

    /**
     * Whether HubSpot may consider two values equal: numbers of the same amount, and texts that differ in case only. If it does
     * not, that costs at most one call.
     */
    static boolean mayBeEqual(String one, String other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.equalsIgnoreCase(other) || NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches()
                && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    }
}
