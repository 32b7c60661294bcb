/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Search over one object type. */
final class SearchHandler {

    private final Account account;
    private final ObjectStore store;

    SearchHandler(Account account, ObjectStore store) {
        this.account = account;
        this.store = store;
    }

    Answer search(Call call) {
        SearchQuery query = SearchQuery.read(Json.readObject(call.body()), account, store);
        store.index().catchUp(account.now());
        RecordJson json = new RecordJson(account, store);
        ArrayNode results = Json.MAPPER.createArrayNode();
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
                    results.add(json.read(record, query.properties(), List.of()));
                }
                total++;
            }
        }
        ObjectNode page = Json.object();
        page.put("total", total);
        page.set("results", results);
        int end = query.after() + results.size();
        RecordJson.addPaging(page, end < total && !results.isEmpty() ? Integer.toString(end) : null, call, account.pagingStyle());
        return Answer.json(200, page);
    }

    /** Records in the asked order: from a kept index where there is one, from where its lower bound starts; else sorted. */
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
            return new Range(matches.toArray(StoredRecord[]::new), 0, false, true);
        }
        StoredRecord[] records = order.flat();
        int from = 0;
        Long bound = query.lowerBound();
        if (bound != null) {
            boolean byId = query.sort().equals(SchemaDefaults.OBJECT_ID);
            from = order.from(StoredRecord.bound(byId ? bound : Long.MIN_VALUE, byId ? 0 : bound));
        }
        boolean boundOnly = query.isBoundOnly();
        while (boundOnly && from < records.length && !query.matches(records[from])) {
            from++;
        }
        return new Range(records, from, query.descending(), boundOnly);
    }

    /** A tail of an order, read in either direction; all of it matches when a search asks for nothing but its bound. */
    private record Range(StoredRecord[] records, int from, boolean descending, boolean allMatch) {

        int size() {
            return records.length - from;
        }

        StoredRecord get(int i) {
            return descending ? records[records.length - 1 - i] : records[from + i];
        }
    }

    /** Records without a value come last in both directions. */
    private static Comparator<StoredRecord> comparator(SandboxProperty property, boolean descending) {
        Comparator<String> values = switch (property.type()) {
            case NUMBER -> Comparator.comparing(text -> new BigDecimal(text.trim()));
            case STRING, EMAIL -> String.CASE_INSENSITIVE_ORDER;
            default -> Comparator.naturalOrder();
        };
        return Comparator.comparing((StoredRecord record) -> record.text(property.name()),
                        Comparator.nullsLast(descending ? values.reversed() : values))
                .thenComparingLong(StoredRecord::id);
    }
}
