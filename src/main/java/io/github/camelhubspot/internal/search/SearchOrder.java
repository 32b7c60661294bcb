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
 * The order of a walk over all that a search finds. By id, unless the search has a sort of its own: an id is unique and
 * never changes, whatever becomes of the leads meanwhile.
 *
 * @param property   what is sorted by
 * @param descending whether the greatest value comes first
 * @param given      whether the search says so itself
 * @param hidden     whether the property has to be asked for, although nobody wants it
 */
record SearchOrder(String property, boolean descending, boolean given, boolean hidden) {

    static final String ID = "hs_object_id";
    private static final String CREATED = "createdate";
    private static final String MODIFIED = "hs_lastmodifieddate";
    /** What HubSpot answers whether it is asked for or not. Every lead has them. */
    private static final List<String> ALWAYS = List.of(CREATED, MODIFIED, ID);
    private static final String PROPERTIES = Parameters.PROPERTIES.name();
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

    /** @return {@code null} if the search has no order that is understood */
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
        boolean asked = SearchFilters.plain(body, request.get(PROPERTIES)) instanceof Collection<?> names
                && names.stream().anyMatch(name -> property.equals(String.valueOf(name)));
        return new SearchOrder(property, descending, true, !asked && !ALWAYS.contains(property));
    }

    /** The same order without asking for its property. */
    SearchOrder unasked() {
        return new SearchOrder(property, descending, given, false);
    }

    boolean byId() {
        return property.equals(ID);
    }

    /** Whether every lead has a value. */
    boolean complete() {
        return ALWAYS.contains(property);
    }

    /** Asks for the property if that is not done yet. */
    void askForValue(Map<String, Object> request) {
        if (hidden) {
            List<Object> names = new ArrayList<>(request.get(PROPERTIES) instanceof Collection<?> given && !given.isEmpty()
                    ? given : ALWAYS);
            names.add(property);
            request.put(PROPERTIES, names);
        }
    }

    /** Takes the property out of an answer where nobody wants it. */
    void hideValue(Object lead) {
        if (hidden && lead instanceof Map<?, ?> map && map.get("properties") instanceof Map<?, ?> values) {
            values.remove(property);
        }
    }

    /** The value of a lead; {@code null} if it has none. */
    String value(Object lead) {
        if (!(lead instanceof Map<?, ?> map)) {
            return null;
        }
        Object value = map.get("properties") instanceof Map<?, ?> values ? values.get(property) : null;
        if (value == null && !hidden) {
            value = property.equals(CREATED) ? map.get("createdAt")
                    : property.equals(MODIFIED) ? map.get("updatedAt") : null;
        }
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }

    /** A value as filters take it: a moment, which answers tell as ISO 8601, in epoch milliseconds. */
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
            return value; // a text that looks like a date
        }
        return value;
    }

    /**
     * Whether HubSpot may take two values for equal: numbers whatever their digits, texts whatever their case. That it does
     * not costs a call at worst.
     */
    static boolean same(String one, String other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.equalsIgnoreCase(other) || NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches()
                && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    }
}
