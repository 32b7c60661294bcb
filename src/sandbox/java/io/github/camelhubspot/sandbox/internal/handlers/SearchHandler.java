/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.Property;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.ObjectStore;
import io.github.camelhubspot.sandbox.internal.state.RecordOrder;
import io.github.camelhubspot.sandbox.internal.state.StoredRecord;
import io.github.camelhubspot.sandbox.internal.wire.ReceivedCall;
import io.github.camelhubspot.sandbox.internal.wire.Response;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** Searches records of one object type. */
final class SearchHandler {

    private final Account account;
    private final ObjectStore store;

    SearchHandler(Account account, ObjectStore store) {
        this.account = account;
        this.store = store;
    }

    Response search(ReceivedCall call) {
        SearchQuery query = SearchQuery.read(StrictJson.readObject(call.body()), account, store);
        store.index().catchUp(account.now());
        RecordJson json = new RecordJson(account, store);
        ArrayNode results = StrictJson.MAPPER.createArrayNode();
        Range range = candidates(query);
        int total = 0;
        for (int i = 0; i < range.size(); i++) {
            if (range.allMatch() && results.size() == query.limit()) {
                total = range.size();
                break;
            }
            StoredRecord record = range.get(i);
            if (range.allMatch() || query.matches(record)) {
                if (total >= query.after() && results.size() < query.limit()) {
                    results.add(json.read(shown(record), query.properties(), List.of()));
                }
                total++;
            }
        }
        ObjectNode page = StrictJson.object();
        page.put("total", total);
        page.set("results", results);
        int end = query.after() + results.size();
        RecordJson.addPaging(page, end < total && !results.isEmpty() ? Integer.toString(end) : null, call, account.lastPage());
        return Response.json(200, page);
    }

    private StoredRecord shown(StoredRecord found) {
        StoredRecord current = store.showsCurrentValues() ? store.get(found.id()) : null;
        return current == null ? found : current;
    }

    /** Returns records in the requested order: the range of an index between the search's bounds, or all matches, sorted. */
    private Range candidates(SearchQuery query) {
        RecordOrder order = store.index().order(query.sort());
        if (order == null) {
            List<StoredRecord> matches = new ArrayList<>();
            for (StoredRecord record : store.index().order(SchemaDefaults.OBJECT_ID).flat()) {
                if (query.matches(record)) {
                    matches.add(record);
                }
            }
            matches.sort(comparator(store.property(query.sort()), query.descending()));
            return new Range(matches.toArray(StoredRecord[]::new), 0, matches.size(), false, true, null);
        }
        StoredRecord[] records = order.flat();
        Long lower = query.lowerBound();
        Long upper = query.upperBound();
        int from = lower == null ? 0 : order.from(lower);
        int to = upper == null ? records.length : Math.max(from, order.end(upper));
        boolean allMatch = query.isRange();
        while (allMatch && from < to && !query.matches(records[from])) {
            from++;
        }
        while (allMatch && from < to && !query.matches(records[to - 1])) {
            to--;
        }
        return new Range(records, from, to, query.descending(), allMatch, order.hasTies() && store.turnsTies() ? order : null);
    }

    /**
     * A range of sorted records, read in either direction.
     *
     * @param allMatch whether all records of the range match
     * @param turned   the index, if records with equal values are to be read in reverse; else null
     */
    private record Range(StoredRecord[] records, int from, int to, boolean descending, boolean allMatch, RecordOrder turned) {

        int size() {
            return to - from;
        }

        StoredRecord get(int i) {
            int at = descending ? to - 1 - i : from + i;
            if (turned == null) {
                return records[at];
            }
            long value = turned.value(records[at]);
            int first = Math.max(from, turned.from(value));
            int end = Math.min(to, turned.end(value));
            return records[first + end - 1 - at];
        }
    }

    /** Records without a value come last in both directions. */
    private static Comparator<StoredRecord> comparator(Property property, boolean descending) {
        Map<String, BigDecimal> numbers = new HashMap<>(); // parses each text once, not at each comparison
        Comparator<String> values = switch (property.type()) {
            case NUMBER -> Comparator.comparing(text -> numbers.computeIfAbsent(text, number -> new BigDecimal(number.trim())));
            case STRING, EMAIL -> String.CASE_INSENSITIVE_ORDER;
            default -> Comparator.naturalOrder();
        };
        return Comparator.comparing((StoredRecord record) -> record.text(property.name()),
                        Comparator.nullsLast(descending ? values.reversed() : values))
                .thenComparingLong(StoredRecord::id);
    }
}
