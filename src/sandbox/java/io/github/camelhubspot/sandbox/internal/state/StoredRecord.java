/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.util.HashMap;
import java.util.Map;

import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** One state of a record. Immutable, so that searches can see an older state than reads. */
public final class StoredRecord {

    /** A value, the time at which it was written, and the value it replaced. An empty text means that the value was cleared. */
    public record Value(String text, long at, String source, Value previous) {
    }

    private final long id;
    private final long createdAt;
    private final long updatedAt;
    private final long archivedAt;
    private final long revision;
    private final Map<String, Value> values;

    private StoredRecord(long id, long createdAt, long updatedAt, long archivedAt, long revision, Map<String, Value> values) {
        this.id = id;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
        this.archivedAt = archivedAt;
        this.revision = revision;
        this.values = values;
    }

    public static StoredRecord create(long id, Map<String, String> values, long now, String source) {
        return new StoredRecord(id, now, now, 0, 0, Map.of()).changed(values, now, source);
    }

    StoredRecord changed(Map<String, String> changes, long now, String source) {
        Map<String, Value> copy = new HashMap<>(values);
        changes.forEach((name, text) -> {
            Value old = copy.get(name);
            if (!text.equals(old == null ? "" : old.text())) {
                copy.put(name, new Value(text, now, source, old));
            }
        });
        return new StoredRecord(id, createdAt, now, archivedAt, revision + 1, copy);
    }

    StoredRecord archived(long now) {
        return new StoredRecord(id, createdAt, now, now, revision + 1, values);
    }

    public long id() {
        return id;
    }

    public long createdAt() {
        return createdAt;
    }

    public long updatedAt() {
        return updatedAt;
    }

    public long archivedAt() {
        return archivedAt;
    }

    public boolean isArchived() {
        return archivedAt != 0;
    }

    long revision() {
        return revision;
    }

    public Map<String, Value> values() {
        return values;
    }

    /** Returns the value of a property, including those that HubSpot sets; null if it has none. */
    public String text(String name) {
        switch (name) {
            case SchemaDefaults.OBJECT_ID:
                return Long.toString(id);
            case SchemaDefaults.CREATED, SchemaDefaults.HS_CREATED:
                return StrictJson.iso(createdAt);
            case SchemaDefaults.HS_MODIFIED, SchemaDefaults.MODIFIED:
                return StrictJson.iso(updatedAt);
            default:
                Value value = values.get(name);
                return value == null || value.text().isEmpty() ? null : value.text();
        }
    }
}
