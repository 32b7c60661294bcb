/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.ObjectStore;
import io.github.camelhubspot.sandbox.internal.state.StoredRecord;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/**
 * A search request that meets HubSpot's limits.
 *
 * @param groups     alternatives; a record matches if all filters of one group match, or if there is no group
 * @param words      words of the free-text query, in lower case
 * @param sort       property to sort by; the creation date by default
 * @param descending direction of the sort
 * @param after      offset of the first result
 */
record SearchQuery(List<List<SearchFilter>> groups, List<String> words, String sort, boolean descending, List<String> properties,
        int limit, int after) {

    static final int WINDOW = 10_000;

    private static final Set<String> FIELDS = Set.of("query", "limit", "after", "sorts", "properties", "filterGroups");

    public static SearchQuery read(ObjectNode body, Account account, ObjectStore store) {
        StrictJson.onlyFields(body, "the body", FIELDS);
        int limit = limit(body.get("limit"));
        int after = after(body.get("after"));
        if (after + limit > WINDOW) {
            throw ApiError.invalid("The search results cannot be paged beyond " + WINDOW + " records")
                    .detail("after + limit exceeds " + WINDOW, "PAGING_LIMIT_EXCEEDED", null);
        }
        String query = StrictJson.optionalText(body, "query");
        if (query != null && query.length() > 3000) {
            throw ApiError.invalid("The query is longer than 3000 characters");
        }
        List<String> words = query == null || query.isBlank()
                ? List.of() : List.of(query.toLowerCase(Locale.ROOT).trim().split("\\s+"));
        List<List<SearchFilter>> groups = groups(body, account, store);
        List<String> properties = RecordHandlers.texts(body, "properties");
        String sort = SchemaDefaults.CREATED;
        boolean descending = false;
        if (body.get("sorts") != null && !body.get("sorts").isNull()) {
            ArrayNode sorts = StrictJson.requireArray(body, "sorts");
            if (sorts.size() > 1) {
                throw ApiError.invalid("Only one sort is allowed per search");
            }
            for (JsonNode rule : sorts) {
                sort = sortProperty(rule);
                descending = sortDescending(rule);
                if (store.property(sort) == null) {
                    throw ApiError.invalid("Cannot sort by " + sort + ": the property does not exist");
                }
            }
        }
        return new SearchQuery(groups, words, sort, descending, properties, limit, after);
    }

    private static int limit(JsonNode node) {
        if (node == null || node.isNull()) {
            return 10;
        }
        if (!node.isInt() || node.intValue() < 1 || node.intValue() > 200) {
            throw ApiError.invalid("Invalid limit " + node.asText() + ": it must be an integer between 1 and 200");
        }
        return node.intValue();
    }

    private static int after(JsonNode node) {
        if (node == null || node.isNull()) {
            return 0;
        }
        String text = node.isTextual() || node.isInt() ? node.asText() : "";
        if (!text.matches("\\d{1,9}")) {
            throw ApiError.invalid("Invalid after '" + node.asText() + "': it must be an integer");
        }
        return Integer.parseInt(text);
    }

    private static List<List<SearchFilter>> groups(ObjectNode body, Account account, ObjectStore store) {
        List<List<SearchFilter>> groups = new ArrayList<>();
        if (body.get("filterGroups") == null || body.get("filterGroups").isNull()) {
            return groups;
        }
        int total = 0;
        for (JsonNode node : StrictJson.requireArray(body, "filterGroups")) {
            ObjectNode group = StrictJson.requireObject(node, "filterGroups");
            StrictJson.onlyFields(group, "filterGroups", Set.of("filters"));
            List<SearchFilter> filters = new ArrayList<>();
            for (JsonNode filter : StrictJson.requireArray(group, "filters")) {
                filters.add(SearchFilter.read(StrictJson.requireObject(filter, "filters"), account, store));
            }
            if (filters.isEmpty()) {
                throw ApiError.missingField("filters");
            }
            rejectOver(6, filters.size(), "filters in one group");
            total += filters.size();
            groups.add(filters);
        }
        rejectOver(5, groups.size(), "filter groups");
        rejectOver(18, total, "filters");
        return groups;
    }

    private static void rejectOver(int max, int count, String name) {
        if (count > max) {
            throw ApiError.invalid("Too many " + name + ": " + count + ", at most " + max + " are allowed");
        }
    }

    private static String sortProperty(JsonNode rule) {
        if (rule.isTextual()) {
            return rule.textValue().startsWith("-") ? rule.textValue().substring(1) : rule.textValue();
        }
        ObjectNode object = StrictJson.requireObject(rule, "sorts");
        StrictJson.onlyFields(object, "sorts", Set.of("propertyName", "direction"));
        return StrictJson.requireText(object, "propertyName");
    }

    private static boolean sortDescending(JsonNode rule) {
        if (rule.isTextual()) {
            return rule.textValue().startsWith("-");
        }
        String direction = StrictJson.optionalText(rule, "direction");
        if (direction == null || direction.equals("ASCENDING")) {
            return false;
        }
        if (direction.equals("DESCENDING")) {
            return true;
        }
        throw ApiError.invalid("Invalid input JSON: sort direction " + direction + " is not ASCENDING or DESCENDING");
    }

    public boolean matches(StoredRecord record) {
        return matchesGroups(record) && (words.isEmpty() || words.stream().allMatch(word -> hasWord(record, word)));
    }

    private boolean matchesGroups(StoredRecord record) {
        if (groups.isEmpty()) {
            return true;
        }
        for (List<SearchFilter> group : groups) {
            boolean all = true;
            for (SearchFilter filter : group) {
                if (!filter.matches(record)) {
                    all = false;
                    break;
                }
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value has a word that begins with the given one. */
    private static boolean hasWord(StoredRecord record, String word) {
        for (StoredRecord.Value value : record.values().values()) {
            String text = value.text().toLowerCase(Locale.ROOT);
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                if (at == 0 || " \t\n,;".indexOf(text.charAt(at - 1)) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the search has no filters but bounds on the sort property, so that its matches are consecutive in sort order. */
    boolean isRange() {
        return words.isEmpty() && (groups.isEmpty()
                || groups.size() == 1 && groups.get(0).stream().allMatch(filter -> filter.isRange(sort)));
    }

    /** Returns the greatest lower bound on the sort property; null if there is none. */
    Long lowerBound() {
        return bounds(SearchFilter::lowerBound).max(Long::compare).orElse(null);
    }

    /** Returns the least upper bound on the sort property; null if there is none. */
    Long upperBound() {
        return bounds(SearchFilter::upperBound).min(Long::compare).orElse(null);
    }

    private Stream<Long> bounds(BiFunction<SearchFilter, String, Long> bound) {
        return groups.size() != 1 ? Stream.empty()
                : groups.get(0).stream().map(filter -> bound.apply(filter, sort)).filter(Objects::nonNull);
    }
}
