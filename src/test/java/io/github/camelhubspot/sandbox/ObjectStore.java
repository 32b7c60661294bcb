/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The records of one object type, live and archived, with the indexes of its unique properties. Guarded by the account. */
final class ObjectStore {

    private final ObjectType type;
    private final boolean associationRequiredAtStart;
    private Map<String, SandboxProperty> schema;
    private NavigableMap<Long, StoredRecord> live;
    private NavigableMap<Long, StoredRecord> archived;
    private Map<String, Map<String, Long>> unique;
    private SearchIndex index;
    private Supplier<Duration> indexDelay;
    private boolean associationRequired;
    private boolean upsertByObjectId;
    private boolean showsCurrentValues;
    private boolean shufflesTies;
    private boolean turned;

    ObjectStore(ObjectType type, boolean associationRequired) {
        this.type = type;
        this.associationRequiredAtStart = associationRequired;
        reset();
    }

    void reset() {
        schema = SchemaDefaults.of(type);
        live = new TreeMap<>();
        archived = new TreeMap<>();
        unique = new HashMap<>();
        index = new SearchIndex();
        indexDelay = () -> Duration.ZERO;
        associationRequired = associationRequiredAtStart;
        upsertByObjectId = false;
        showsCurrentValues = false;
        shufflesTies = false;
        turned = false;
    }

    ObjectType type() {
        return type;
    }

    SandboxProperty property(String name) {
        return schema.get(name);
    }

    void define(SandboxProperty property) {
        schema.put(property.name(), property);
        if (property.unique()) {
            Map<String, Long> values = new HashMap<>();
            live.values().forEach(stored -> {
                String text = stored.text(property.name());
                if (text != null) {
                    values.put(key(text), stored.id());
                }
            });
            unique.put(property.name(), values);
        }
    }

    StoredRecord get(long id) {
        return live.get(id);
    }

    StoredRecord getArchived(long id) {
        return archived.get(id);
    }

    NavigableMap<Long, StoredRecord> records(boolean ofArchive) {
        return ofArchive ? archived : live;
    }

    /** The live record that has the value in a unique property, or null. */
    StoredRecord byUnique(String property, String value) {
        if (SchemaDefaults.OBJECT_ID.equals(property)) {
            return Ids.isDecimal(value) ? live.get(Long.parseLong(value)) : null;
        }
        Long id = unique.getOrDefault(property, Map.of()).get(key(value));
        return id == null ? null : live.get(id);
    }

    void put(StoredRecord state, long now) {
        StoredRecord old = live.put(state.id(), state);
        for (SandboxProperty property : uniqueProperties()) {
            String before = old == null ? null : old.text(property.name());
            String after = state.text(property.name());
            if (before != null && !before.equals(after)) {
                unique.get(property.name()).remove(key(before));
            }
            if (after != null) {
                unique.computeIfAbsent(property.name(), name -> new HashMap<>()).put(key(after), state.id());
            }
        }
        index.add(state, now, indexDelay.get().toMillis());
    }

    void archive(StoredRecord state, long now) {
        live.remove(state.id());
        for (SandboxProperty property : uniqueProperties()) {
            String text = state.text(property.name());
            if (text != null) {
                unique.getOrDefault(property.name(), new HashMap<>()).remove(key(text));
            }
        }
        StoredRecord gone = state.archived(now);
        archived.put(gone.id(), gone);
        index.add(gone, now, indexDelay.get().toMillis());
    }

    private List<SandboxProperty> uniqueProperties() {
        List<SandboxProperty> found = new ArrayList<>(2);
        for (SandboxProperty property : schema.values()) {
            if (property.unique()) {
                found.add(property);
            }
        }
        return found;
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    SearchIndex index() {
        return index;
    }

    void indexDelay(Supplier<Duration> delay) {
        indexDelay = delay;
    }

    boolean associationRequired() {
        return associationRequired;
    }

    void associationRequired(boolean required) {
        associationRequired = required;
    }

    boolean upsertByObjectId() {
        return upsertByObjectId;
    }

    void upsertByObjectId(boolean allowed) {
        upsertByObjectId = allowed;
    }

    /** Whether a search shows what a read would, of the records that its index finds. */
    boolean showsCurrentValues() {
        return showsCurrentValues;
    }

    void showsCurrentValues(boolean current) {
        showsCurrentValues = current;
    }

    /** Whether this search is to give what has the same value in the sort property from the last to the first. */
    boolean turnsTies() {
        turned = shufflesTies && !turned;
        return turned;
    }

    void shufflesTies(boolean shuffled) {
        shufflesTies = shuffled;
    }
}
