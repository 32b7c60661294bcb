/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.rules.Property;
import io.github.camelhubspot.sandbox.internal.rules.PropertyRules;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.rules.ValueType;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.Links;
import io.github.camelhubspot.sandbox.internal.state.ObjectStore;
import io.github.camelhubspot.sandbox.internal.state.StoredRecord;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.Ids;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** One filter of a search with parsed operands. */
final class SearchFilter {

    private static final Set<String> FIELDS = Set.of("propertyName", "operator", "value", "highValue", "values");
    private static final Set<String> LOWER_BOUNDS = Set.of("GT", "GTE", "EQ", "BETWEEN");
    private static final Set<String> UPPER_BOUNDS = Set.of("LT", "LTE", "EQ", "BETWEEN");

    private final String property;
    private final Predicate<StoredRecord> test;
    /** Milliseconds or id; null if the filter sets no such bound. */
    private final Long low;
    private final Long high;

    private SearchFilter(String property, Predicate<StoredRecord> test, Long low, Long high) {
        this.property = property;
        this.test = test;
        this.low = low;
        this.high = high;
    }

    public boolean matches(StoredRecord record) {
        return test.test(record);
    }

    /** Returns the least value of an indexed property that can match; null if the filter sets no lower bound on it. */
    Long lowerBound(String indexedProperty) {
        return property.equals(indexedProperty) ? low : null;
    }

    /** Returns the greatest value of an indexed property that can match; null if the filter sets no upper bound on it. */
    Long upperBound(String indexedProperty) {
        return property.equals(indexedProperty) ? high : null;
    }

    /** Whether the filter does nothing but set bounds on an indexed property. */
    boolean isRange(String indexedProperty) {
        return property.equals(indexedProperty) && (low != null || high != null);
    }

    public static SearchFilter read(ObjectNode node, Account account, ObjectStore store) {
        StrictJson.onlyFields(node, "filters", FIELDS);
        String property = StrictJson.requireText(node, "propertyName");
        String operator = StrictJson.requireText(node, "operator");
        if (property.startsWith("associations.")) {
            return association(node, operator, property, account, store);
        }
        Property definition = store.property(property);
        if (definition == null) {
            throw ApiError.invalid("There was a problem with the request: property " + property + " does not exist on "
                    + store.type().plural()).detail("unknown property", "PROPERTY_DOESNT_EXIST", property);
        }
        Comparison comparison = new Comparison(definition);
        String value = StrictJson.optionalText(node, "value");
        Predicate<StoredRecord> test = switch (operator) {
            case "EQ" -> comparison.to(need(value, "value", operator), sign -> sign == 0);
            case "NEQ" -> comparison.to(need(value, "value", operator), sign -> sign != 0);
            case "LT" -> comparison.to(need(value, "value", operator), sign -> sign < 0);
            case "LTE" -> comparison.to(need(value, "value", operator), sign -> sign <= 0);
            case "GT" -> comparison.to(need(value, "value", operator), sign -> sign > 0);
            case "GTE" -> comparison.to(need(value, "value", operator), sign -> sign >= 0);
            case "BETWEEN" -> comparison.to(need(value, "value", operator), sign -> sign >= 0)
                    .and(comparison.to(need(StrictJson.optionalText(node, "highValue"), "highValue", operator),
                            sign -> sign <= 0));
            case "IN" -> comparison.in(values(node, operator));
            case "NOT_IN" -> present(property).and(comparison.in(values(node, operator)).negate());
            case "HAS_PROPERTY" -> present(property);
            case "NOT_HAS_PROPERTY" -> present(property).negate();
            case "CONTAINS_TOKEN" -> tokens(property, need(value, "value", operator));
            case "NOT_CONTAINS_TOKEN" -> present(property).and(tokens(property, need(value, "value", operator)).negate());
            default -> throw ApiError.invalid("Invalid input JSON: operator " + operator + " is not known");
        };
        String highest = operator.equals("BETWEEN") ? StrictJson.optionalText(node, "highValue") : value;
        return new SearchFilter(property, test, LOWER_BOUNDS.contains(operator) ? comparison.bound(value) : null,
                UPPER_BOUNDS.contains(operator) ? comparison.bound(highest) : null);
    }

    private static SearchFilter association(ObjectNode node, String operator, String property, Account account,
            ObjectStore store) {
        ObjectType to = ObjectType.require(property.substring("associations.".length()));
        if (!operator.equals("EQ")) {
            throw ApiError.invalid("Operator " + operator + " is not supported for " + property);
        }
        long id = Ids.parse(need(StrictJson.optionalText(node, "value"), "value", operator), "association value");
        Links.End target = new Links.End(to, id);
        return new SearchFilter(property,
                record -> account.links().has(new Links.End(store.type(), record.id()), target), null, null);
    }

    private static String need(String value, String field, String operator) {
        if (value == null) {
            throw ApiError.invalid("There was a problem with the request: operator " + operator + " requires " + field)
                    .detail(field + " is required", "REQUIRED_FIELD", null);
        }
        return value;
    }

    private static List<String> values(ObjectNode node, String operator) {
        List<String> values = RecordHandlers.texts(node, "values");
        if (values.isEmpty()) {
            throw ApiError.invalid("There was a problem with the request: operator " + operator + " requires values")
                    .detail("values is required", "REQUIRED_FIELD", null);
        }
        return values;
    }

    private static Predicate<StoredRecord> present(String property) {
        return record -> record.text(property) != null;
    }

    /** Every word of the pattern must match a word of the value; {@code *} matches any characters. */
    private static Predicate<StoredRecord> tokens(String property, String pattern) {
        List<Pattern> words = new ArrayList<>();
        for (String word : pattern.trim().split("\\s+")) {
            StringBuilder regex = new StringBuilder();
            for (String literal : word.split("\\*", -1)) {
                regex.append(regex.length() == 0 ? "" : ".*").append(literal.isEmpty() ? "" : Pattern.quote(literal));
                if (regex.length() == 0) {
                    regex.append("(?:)");
                }
            }
            words.add(Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        }
        return record -> {
            String text = record.text(property);
            return text != null && words.stream().allMatch(word -> matchesToken(word, text));
        };
    }

    private static boolean matchesToken(Pattern word, String text) {
        if (word.matcher(text).matches()) {
            return true;
        }
        for (String token : text.split("\\s+")) {
            if (word.matcher(token).matches()) {
                return true;
            }
        }
        for (String token : text.split("[^\\p{L}\\p{N}]+")) {
            if (!token.isEmpty() && word.matcher(token).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Compares values of a property: dates and numbers by value, enumerations exactly, other texts without regard to case. */
    private record Comparison(Property property) {

        Predicate<StoredRecord> to(String operand, IntPredicate accepts) {
            String name = property.name();
            switch (property.type()) {
                case DATE, DATETIME -> {
                    long bound = needMillis(operand);
                    return record -> {
                        Long millis = millisOf(record);
                        return millis != null && accepts.test(Long.compare(millis, bound));
                    };
                }
                case NUMBER -> {
                    BigDecimal bound = needNumber(operand);
                    if (name.equals(SchemaDefaults.OBJECT_ID) && Ids.isDecimal(operand)) {
                        long id = Long.parseLong(operand);
                        return record -> accepts.test(Long.compare(record.id(), id));
                    }
                    if (name.equals(SchemaDefaults.OBJECT_ID)) {
                        return record -> accepts.test(BigDecimal.valueOf(record.id()).compareTo(bound));
                    }
                    return record -> {
                        String text = record.text(name);
                        return text != null && accepts.test(PropertyRules.number(text).compareTo(bound));
                    };
                }
                case ENUMERATION -> {
                    return record -> {
                        String text = record.text(name);
                        return text != null && accepts.test(text.compareTo(operand));
                    };
                }
                default -> {
                    return record -> {
                        String text = record.text(name);
                        return text != null && accepts.test(text.compareToIgnoreCase(operand));
                    };
                }
            }
        }

        /** Like HubSpot, compares the lower-case text with the unchanged operands, so that upper-case operands never match. */
        Predicate<StoredRecord> in(List<String> operands) {
            if (property.type() == ValueType.STRING || property.type() == ValueType.EMAIL) {
                Set<String> all = Set.copyOf(operands);
                return record -> {
                    String text = record.text(property.name());
                    return text != null && all.contains(text.toLowerCase(Locale.ROOT));
                };
            }
            return operands.stream().map(operand -> to(operand, sign -> sign == 0)).reduce(record -> false, Predicate::or);
        }

        Long bound(String operand) {
            if (property.type() == ValueType.DATETIME) {
                return PropertyRules.millis(operand);
            }
            return Ids.isDecimal(operand) ? Long.valueOf(operand) : null;
        }

        private Long millisOf(StoredRecord record) {
            return switch (property.name()) {
                case SchemaDefaults.CREATED, SchemaDefaults.HS_CREATED -> Long.valueOf(record.createdAt());
                case SchemaDefaults.HS_MODIFIED, SchemaDefaults.MODIFIED -> Long.valueOf(record.updatedAt());
                default -> {
                    String text = record.text(property.name());
                    yield text == null ? null : PropertyRules.millis(text);
                }
            };
        }

        private long needMillis(String operand) {
            Long millis = PropertyRules.millis(operand);
            if (millis == null) {
                throw ApiError.invalid(operand + " is not a valid date for property " + property.name());
            }
            return millis;
        }

        private BigDecimal needNumber(String operand) {
            BigDecimal number = PropertyRules.number(operand);
            if (number == null) {
                throw ApiError.invalid(operand + " is not a valid number for property " + property.name());
            }
            return number;
        }
    }
}
