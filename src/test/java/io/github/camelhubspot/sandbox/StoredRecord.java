/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.HashMap;
import java.util.Map;

/** One state of a record; immutable, so that a search can go on seeing an older state than a read. */
final class StoredRecord {

    /** A value, when it was written, and what it replaced. An empty text is a cleared value. */
    record Value(String text, long at, String source, Value previous) {
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

    static StoredRecord create(long id, Map<String, String> values, long now, String source) {
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

    long id() {
        return id;
    }

    long createdAt() {
        return createdAt;
    }

    long updatedAt() {
        return updatedAt;
    }

    long archivedAt() {
        return archivedAt;
    }

    boolean isArchived() {
        return archivedAt != 0;
    }

    long revision() {
        return revision;
    }

    Map<String, Value> values() {
        return values;
    }

    /** The text of a property, those of HubSpot's own included; null when it has no value. */
    String text(String name) {
        switch (name) {
            case SchemaDefaults.OBJECT_ID:
                return Long.toString(id);
            case SchemaDefaults.CREATED, SchemaDefaults.HS_CREATED:
                return Json.iso(createdAt);
            case SchemaDefaults.HS_MODIFIED, SchemaDefaults.MODIFIED:
                return Json.iso(updatedAt);
            default:
                Value value = values.get(name);
                return value == null || value.text().isEmpty() ? null : value.text();
        }
    }
}
