/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.rules.Property;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.wire.Ids;

/** The live and archived records of one object type, indexed by unique properties. Guarded by {@link Account}. */
public final class ObjectStore {

    private final ObjectType type;
    private final boolean associationRequiredAtStart;
    private Map<String, Property> schema;
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

    public void reset() {
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

    public ObjectType type() {
        return type;
    }

    public Property property(String name) {
        return schema.get(name);
    }

    public void define(Property property) {
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

    public StoredRecord get(long id) {
        return live.get(id);
    }

    public StoredRecord getArchived(long id) {
        return archived.get(id);
    }

    public NavigableMap<Long, StoredRecord> records(boolean ofArchive) {
        return ofArchive ? archived : live;
    }

    /** Returns the live record with a value of a unique property; null if none has it. */
    public StoredRecord byUnique(String property, String value) {
        if (SchemaDefaults.OBJECT_ID.equals(property)) {
            return Ids.isDecimal(value) ? live.get(Long.parseLong(value)) : null;
        }
        Long id = unique.getOrDefault(property, Map.of()).get(key(value));
        return id == null ? null : live.get(id);
    }

    public void put(StoredRecord state, long now) {
        StoredRecord old = live.put(state.id(), state);
        for (Property property : uniqueProperties()) {
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

    public void archive(StoredRecord state, long now) {
        live.remove(state.id());
        for (Property property : uniqueProperties()) {
            String text = state.text(property.name());
            if (text != null) {
                unique.getOrDefault(property.name(), new HashMap<>()).remove(key(text));
            }
        }
        StoredRecord gone = state.archived(now);
        archived.put(gone.id(), gone);
        index.add(gone, now, indexDelay.get().toMillis());
    }

    private List<Property> uniqueProperties() {
        List<Property> found = new ArrayList<>(2);
        for (Property property : schema.values()) {
            if (property.unique()) {
                found.add(property);
            }
        }
        return found;
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    public SearchIndex index() {
        return index;
    }

    public void indexDelay(Supplier<Duration> delay) {
        indexDelay = delay;
    }

    public boolean associationRequired() {
        return associationRequired;
    }

    public void associationRequired(boolean required) {
        associationRequired = required;
    }

    public boolean upsertByObjectId() {
        return upsertByObjectId;
    }

    public void upsertByObjectId(boolean allowed) {
        upsertByObjectId = allowed;
    }

    /** Whether a search returns current values of the records that the index finds. */
    public boolean showsCurrentValues() {
        return showsCurrentValues;
    }

    public void showsCurrentValues(boolean current) {
        showsCurrentValues = current;
    }

    /** Whether this search reverses the order of records with equal sort values; changes with each call if ties are shuffled. */
    public boolean turnsTies() {
        turned = shufflesTies && !turned;
        return turned;
    }

    public void shufflesTies(boolean shuffled) {
        shufflesTies = shuffled;
    }
}
