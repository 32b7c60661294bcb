package io.github.camelhubspot.internal.search;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The leads of one search, as a part of all leads that the user searches for. "After" and "from" refer to the order of the walk.
 *
 * @param value the value of the sort property; {@code null} if the kind needs none
 */
record SearchRange(Kind kind, String value) {

    enum Kind {
        /** All leads. */
        ALL(null, null),
        /** Leads with this value or a later one. */
        FROM("GTE", "LTE"),
        /** Leads with a later value. */
        AFTER("GT", "LT"),
        /** Leads with any value. */
        HAS_VALUE("HAS_PROPERTY", "HAS_PROPERTY"),
        /** Leads with this value, read in the order of their ids. */
        EQUAL("EQ", "EQ"),
        /** Leads without a value, read in the order of their ids. */
        NO_VALUE("NOT_HAS_PROPERTY", "NOT_HAS_PROPERTY");

        private final String ascending;
        private final String descending;

        Kind(String ascending, String descending) {
            this.ascending = ascending;
            this.descending = descending;
        }
    }

    static final SearchRange ALL = new SearchRange(Kind.ALL, null);
    static final SearchRange HAS_VALUE = new SearchRange(Kind.HAS_VALUE, null);
    static final SearchRange NO_VALUE = new SearchRange(Kind.NO_VALUE, null);

    static SearchRange from(String value) {
        return new SearchRange(Kind.FROM, value);
    }

    static SearchRange equal(String value) {
        return new SearchRange(Kind.EQUAL, value);
    }

    /** Whether all leads have the same value or none, so that their ids order them. */
    boolean isOfOneValue() {
        return kind == Kind.EQUAL || kind == Kind.NO_VALUE;
    }

    /** Returns the filter on the sort property; {@code null} for all leads. */
    Map<String, Object> filter(SearchOrder order) {
        return kind == Kind.ALL ? null : filter(order.property(), order.descending() ? kind.descending : kind.ascending,
                value == null ? null : SearchOrder.operand(value));
    }

    static Map<String, Object> filter(String property, String operator, String operand) {
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("propertyName", property);
        filter.put("operator", operator);
        if (operand != null) {
            filter.put("value", operand);
        }
        return filter;
    }

    String text() {
        return kind + (value == null ? "" : ' ' + SearchOrder.operand(value));
    }
}
