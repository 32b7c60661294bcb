/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;

/**
 * The record states that searches see, sorted by id and by times. They lag behind, as in HubSpot's index.
 *
 * <p>Guarded by {@link Account}.
 */
public final class SearchIndex {

    private record Change(StoredRecord state, long visibleAt, long order) {
    }

    private final Map<Long, StoredRecord> seen = new HashMap<>();
    private final RecordOrder byId = new RecordOrder(StoredRecord::id, false);
    private final RecordOrder byCreated = new RecordOrder(StoredRecord::createdAt, true);
    private final RecordOrder byModified = new RecordOrder(StoredRecord::updatedAt, true);
    private final PriorityQueue<Change> pending =
            new PriorityQueue<>(Comparator.comparingLong(Change::visibleAt).thenComparingLong(Change::order));
    private long changes;

    public void add(StoredRecord state, long now, long delayMillis) {
        if (delayMillis <= 0) {
            apply(state);
        } else {
            pending.add(new Change(state, now + delayMillis, changes++));
        }
    }

    /** Applies the changes that are visible by now. */
    public void catchUp(long now) {
        Deque<StoredRecord> due = new ArrayDeque<>();
        while (!pending.isEmpty() && pending.peek().visibleAt() <= now) {
            due.add(pending.poll().state());
        }
        due.forEach(this::apply);
    }

    private void apply(StoredRecord state) {
        StoredRecord old = seen.get(state.id());
        if (old != null && old.revision() > state.revision()) {
            return;
        }
        seen.put(state.id(), state);
        if (old != null) {
            byId.remove(old);
            byCreated.remove(old);
            byModified.remove(old);
        }
        if (!state.isArchived()) {
            byId.add(state);
            byCreated.add(state);
            byModified.add(state);
        }
    }

    /** Returns the records sorted by a property; null if the index has no such order. */
    public RecordOrder order(String property) {
        return switch (property) {
            case SchemaDefaults.OBJECT_ID -> byId;
            case SchemaDefaults.CREATED, SchemaDefaults.HS_CREATED -> byCreated;
            case SchemaDefaults.HS_MODIFIED, SchemaDefaults.MODIFIED -> byModified;
            default -> null;
        };
    }
}
