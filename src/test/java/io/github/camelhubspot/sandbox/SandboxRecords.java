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

/** The records of one object type, for tests to set up and to look at. */
public final class SandboxRecords {

    private final Account account;
    private final ObjectStore store;

    SandboxRecords(Account account, ObjectStore store) {
        this.account = account;
        this.store = store;
    }

    /** Creates a record with a generated id and returns the id. Values are checked as the API does, associations are not asked for. */
    public String create(Map<String, String> properties) {
        return account.look(() -> insert(account.nextId(), properties));
    }

    /** Creates a record with an id of the test's choice, a decimal 64-bit number that is not in use. */
    public String create(String id, Map<String, String> properties) {
        if (!Ids.isDecimal(id)) {
            throw new IllegalArgumentException("not a decimal id: " + id);
        }
        return account.look(() -> {
            long number = Long.parseLong(id);
            if (store.get(number) != null || store.getArchived(number) != null) {
                throw new IllegalArgumentException("id in use: " + id);
            }
            return insert(number, properties);
        });
    }

    private String insert(long id, Map<String, String> properties) {
        Map<String, String> kept = PropertyRules.check(store, properties);
        return Long.toString(account.writer().createBare(store, id, kept, "CRM_UI").id());
    }

    /** Changes properties of a live record, as another user of the account would; fails when there is none. */
    public void update(String id, Map<String, String> properties) {
        account.change(() -> account.writer().update(store, store.get(Long.parseLong(id)), properties));
    }

    /**
     * Changes live records, all with one modified time; fails at the first that does not exist. Searches see each of them an index
     * delay from now on, whatever its modified time.
     *
     * @param changes properties by id
     */
    public void updateAll(Map<String, Map<String, String>> changes, Instant modified) {
        long at = modified.toEpochMilli();
        account.change(() -> changes.forEach((id, properties) ->
                account.writer().update(store, store.get(Long.parseLong(id)), properties, at)));
    }

    /** Archives a live record; fails when there is none. */
    public void archive(String id) {
        account.change(() -> account.writer().archive(store, store.get(Long.parseLong(id))));
    }

    /** Archives live records, all with one time; fails at the first that does not exist. */
    public void archiveAll(Collection<String> ids, Instant archived) {
        long at = archived.toEpochMilli();
        account.change(() -> ids.forEach(id -> store.archive(store.get(Long.parseLong(id)), at)));
    }

    /** Associates a record of this type with one of another, by a HubSpot-defined association type such as 578. */
    public void associate(String id, String toType, String toId, int associationTypeId) {
        account.change(() -> account.writer().associate(new Links.End(store.type(), Long.parseLong(id)),
                new Links.End(ObjectType.require(toType), Long.parseLong(toId)),
                List.of(new AssociationSpec(AssociationSpec.HUBSPOT_DEFINED, associationTypeId))));
    }

    /** A live record. */
    public Optional<SandboxRecord> get(String id) {
        return account.look(() -> Optional.ofNullable(Ids.isDecimal(id) ? store.get(Long.parseLong(id)) : null).map(this::view));
    }

    /** All live records by ascending id. */
    public List<SandboxRecord> all() {
        return views(false);
    }

    /** All archived records by ascending id. */
    public List<SandboxRecord> archived() {
        return views(true);
    }

    /** Number of live records. */
    public int size() {
        return account.look(() -> store.records(false).size());
    }

    /** Defines a property, or redefines one. */
    public SandboxRecords defineProperty(String name, SandboxProperty.Type type) {
        return defineProperty(SandboxProperty.of(name, type));
    }

    /** Defines a text property that can serve as {@code idProperty}. */
    public SandboxRecords defineUniqueProperty(String name) {
        return defineProperty(SandboxProperty.unique(name, SandboxProperty.Type.STRING));
    }

    /** Defines an enumeration with its options. */
    public SandboxRecords defineEnumeration(String name, String... options) {
        return defineProperty(new SandboxProperty(name, SandboxProperty.Type.ENUMERATION, false, false, List.of(options)));
    }

    /** Defines a property, or redefines one. */
    public SandboxRecords defineProperty(SandboxProperty property) {
        account.change(() -> store.define(property));
        return this;
    }

    /** Whether creating a lead through the API needs a contact or company; true at the start unless the builder says otherwise. */
    public SandboxRecords requireAssociation(boolean required) {
        account.change(() -> store.associationRequired(required));
        return this;
    }

    /** Whether a batch upsert by {@code hs_object_id} may create records (under new ids); false at the start. */
    public SandboxRecords allowUpsertByObjectId(boolean allowed) {
        account.change(() -> store.upsertByObjectId(allowed));
        return this;
    }

    /** How long, by sandbox time, a change stays invisible to searches; zero at the start. Reads see it at once. */
    public SandboxRecords indexDelay(Duration delay) {
        return indexDelay(() -> delay);
    }

    /** As {@link #indexDelay(Duration)}, asked for every change. */
    public SandboxRecords indexDelay(Supplier<Duration> delay) {
        account.change(() -> store.indexDelay(delay));
        return this;
    }

    /**
     * Whether searches show the values of now, of records found by what the index knew; false at the start. With an index delay,
     * rows may then lie outside of the range that was asked for, and out of order, as users of HubSpot report.
     */
    public SandboxRecords showCurrentValuesInSearches(boolean current) {
        account.change(() -> store.showsCurrentValues(current));
        return this;
    }

    /** Whether records with the same modified or creation time come in another order with each search; by id at the start. */
    public SandboxRecords shuffleTies(boolean shuffled) {
        account.change(() -> store.shufflesTies(shuffled));
        return this;
    }

    private List<SandboxRecord> views(boolean archived) {
        return account.look(() -> store.records(archived).values().stream().map(this::view).toList());
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
