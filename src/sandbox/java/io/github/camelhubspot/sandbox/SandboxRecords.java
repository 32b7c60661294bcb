/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.github.camelhubspot.sandbox.internal.rules.AssociationSpec;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.rules.PropertyRules;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.Links;
import io.github.camelhubspot.sandbox.internal.state.ObjectStore;
import io.github.camelhubspot.sandbox.internal.state.StoredRecord;
import io.github.camelhubspot.sandbox.internal.wire.Ids;

/**
 * The records of one object type: tests create, change and read them here without an HTTP call, and set how the API treats them.
 *
 * <p>Thread-safe: the account's lock guards all state. "Live" records are those that are not archived.
 */
public final class SandboxRecords {

    private final Account account;
    private final ObjectStore store;

    SandboxRecords(Account account, ObjectStore store) {
        this.account = account;
        this.store = store;
    }

    /** Creates a record with a generated id and returns the id. Checks values as the API does, but requires no association. */
    public String create(Map<String, String> properties) {
        return account.compute(() -> insert(account.nextId(), properties));
    }

    /**
     * Creates a record with a given id and returns the id.
     *
     * @param id decimal 64-bit number that no live or archived record has
     * @throws IllegalArgumentException if the id is not decimal or in use
     */
    public String create(String id, Map<String, String> properties) {
        if (!Ids.isDecimal(id)) {
            throw new IllegalArgumentException("the id '" + id + "' is not a decimal number");
        }
        return account.compute(() -> {
            long number = Long.parseLong(id);
            if (store.get(number) != null || store.getArchived(number) != null) {
                throw new IllegalArgumentException("the id '" + id + "' is in use");
            }
            return insert(number, properties);
        });
    }

    private String insert(long id, Map<String, String> properties) {
        Map<String, String> kept = PropertyRules.check(store::property, properties);
        return Long.toString(account.writer().createBare(store, id, kept, "CRM_UI").id());
    }

    /** Changes properties of a live record; fails if no live record has the id. */
    public void update(String id, Map<String, String> properties) {
        account.run(() -> account.writer().update(store, store.get(Long.parseLong(id)), properties));
    }

    /**
     * Changes live records with one modification time; fails at the first id that no live record has. Searches see the changes
     * after the index delay, counted from now and not from the modification time.
     *
     * @param changes  properties by id
     * @param modified modification time of all these records
     */
    public void updateAll(Map<String, Map<String, String>> changes, Instant modified) {
        long at = modified.toEpochMilli();
        account.run(() -> changes.forEach((id, properties) ->
                account.writer().update(store, store.get(Long.parseLong(id)), properties, at)));
    }

    /** Archives a live record; fails if no live record has the id. */
    public void archive(String id) {
        account.run(() -> account.writer().archive(store, store.get(Long.parseLong(id))));
    }

    /** Archives live records with one archiving time; fails at the first id that no live record has. */
    public void archiveAll(Collection<String> ids, Instant archived) {
        long at = archived.toEpochMilli();
        account.run(() -> ids.forEach(id -> store.archive(store.get(Long.parseLong(id)), at)));
    }

    /** Associates a record of this type with one of another type, by a HubSpot-defined association type such as 578. */
    public void associate(String id, String toType, String toId, int associationTypeId) {
        account.run(() -> account.writer().associate(new Links.End(store.type(), Long.parseLong(id)),
                new Links.End(ObjectType.require(toType), Long.parseLong(toId)),
                List.of(new AssociationSpec(AssociationSpec.HUBSPOT_DEFINED, associationTypeId))));
    }

    /** Returns a live record; empty if no live record has the id. */
    public Optional<SandboxRecord> get(String id) {
        return account.compute(() -> Optional.ofNullable(Ids.isDecimal(id) ? store.get(Long.parseLong(id)) : null)
                .map(this::view));
    }

    /** Returns all live records by ascending id. */
    public List<SandboxRecord> all() {
        return views(false);
    }

    /** Returns all archived records by ascending id. */
    public List<SandboxRecord> archived() {
        return views(true);
    }

    /** Returns the number of live records. */
    public int size() {
        return account.compute(() -> store.records(false).size());
    }

    /** Defines a writable property that need not be unique, or replaces a definition. */
    public SandboxRecords defineProperty(String name, SandboxProperty.Type type) {
        return defineProperty(new SandboxProperty(name, type, false, false, List.of()));
    }

    /** Defines a text property that can serve as {@code idProperty}. */
    public SandboxRecords defineUniqueProperty(String name) {
        return defineProperty(new SandboxProperty(name, SandboxProperty.Type.STRING, true, false, List.of()));
    }

    /** Defines an enumeration with the allowed values. */
    public SandboxRecords defineEnumeration(String name, String... options) {
        return defineProperty(new SandboxProperty(name, SandboxProperty.Type.ENUMERATION, false, false, List.of(options)));
    }

    /** Defines a property, or replaces a definition. */
    public SandboxRecords defineProperty(SandboxProperty property) {
        account.run(() -> store.define(property.toInternal()));
        return this;
    }

    /** Sets whether creating a lead by the API requires an association with a contact or company; the builder has the default. */
    public SandboxRecords requireAssociation(boolean required) {
        account.run(() -> store.associationRequired(required));
        return this;
    }

    /** Sets whether a batch upsert by {@code hs_object_id} may create records, with new ids; false by default. */
    public SandboxRecords allowUpsertByObjectId(boolean allowed) {
        account.run(() -> store.upsertByObjectId(allowed));
        return this;
    }

    /** Sets how long searches do not see a change, by sandbox time; zero by default. Reads see changes at once. */
    public SandboxRecords indexDelay(Duration delay) {
        return indexDelay(() -> delay);
    }

    /** Like {@link #indexDelay(Duration)}, with a supplier that is called for each change. */
    public SandboxRecords indexDelay(Supplier<Duration> delay) {
        account.run(() -> store.indexDelay(delay));
        return this;
    }

    /**
     * Sets whether searches return current values of the records that the index finds; false by default. With an index delay,
     * results may then lie outside the requested range and out of order, as users of HubSpot report.
     */
    public SandboxRecords showCurrentValuesInSearches(boolean current) {
        account.run(() -> store.showsCurrentValues(current));
        return this;
    }

    /** Sets whether searches reverse the order of records with equal times, each time anew; by default they come by id. */
    public SandboxRecords shuffleTies(boolean shuffled) {
        account.run(() -> store.shufflesTies(shuffled));
        return this;
    }

    private List<SandboxRecord> views(boolean archived) {
        return account.compute(() -> store.records(archived).values().stream().map(this::view).toList());
    }

    private SandboxRecord view(StoredRecord stored) {
        Map<String, String> properties = new TreeMap<>();
        SchemaDefaults.alwaysRead(store.type()).forEach(name -> properties.put(name, stored.text(name)));
        stored.values().keySet().forEach(name -> {
            if (stored.text(name) != null) {
                properties.put(name, stored.text(name));
            }
        });
        List<SandboxRecord.Association> associations = new ArrayList<>();
        for (Links.Link link : account.links().of(new Links.End(store.type(), stored.id()))) {
            associations.add(new SandboxRecord.Association(link.to().type().plural(), Long.toString(link.to().id()),
                    link.spec().category(), link.spec().typeId()));
        }
        return new SandboxRecord(Long.toString(stored.id()), Collections.unmodifiableMap(properties),
                Instant.ofEpochMilli(stored.createdAt()), Instant.ofEpochMilli(stored.updatedAt()), stored.isArchived(),
                List.copyOf(associations));
    }
}
