/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.wire.Ids;

/**
 * All state of the sandbox's account.
 *
 * <p>Thread-safe: {@link #compute} and {@link #run} hold this object's lock, so that a call's effect and its response are one
 * atomic step. Use all objects that this class returns inside of these methods only.
 */
public final class Account {

    private final LongSupplier clock;
    private final Map<String, ObjectStore> stores = new LinkedHashMap<>();
    private final Links links = new Links();
    private final Ids ids = new Ids(Ids.FIRST_RECORD);
    private final Ids importIds = new Ids(Ids.FIRST_IMPORT);
    private final RecordWriter writer = new RecordWriter(this);
    private final ImportEngine imports;
    private Consumer<ObjectNode> lastPage = page -> { };
    private boolean reverseBatchResults;

    /**
     * @param clock               current time in milliseconds since the epoch
     * @param associationRequired whether creating a lead requires an association with a contact or company
     */
    public Account(LongSupplier clock, boolean associationRequired) {
        this.clock = clock;
        for (ObjectType type : ObjectType.all()) {
            stores.put(type.id(), new ObjectStore(type, associationRequired));
        }
        this.imports = new ImportEngine(this);
    }

    /** Computes a result with the account locked, after all imports have reached the state that is due by now. */
    public synchronized <T> T compute(Supplier<T> work) {
        imports.settle();
        return work.get();
    }

    /** Runs a task with the account locked, like {@link #compute}. */
    public void run(Runnable work) {
        compute(() -> {
            work.run();
            return null;
        });
    }

    public synchronized void reset() {
        stores.values().forEach(ObjectStore::reset);
        links.clear();
        ids.reset();
        importIds.reset();
        imports.reset();
        lastPage = page -> { };
        reverseBatchResults = false;
    }

    public long now() {
        return imports.effectiveNow(clock.getAsLong());
    }

    public long nextId() {
        return ids.next();
    }

    /** Returns a new id for an import or for one of its files or errors. */
    public long nextImportId() {
        return importIds.next();
    }

    public ObjectStore store(ObjectType type) {
        return stores.get(type.id());
    }

    /** Returns the type of the live record with an id; contacts if no record has it. */
    ObjectType typeOfRecord(long id) {
        for (ObjectStore store : stores.values()) {
            if (store.get(id) != null) {
                return store.type();
            }
        }
        return ObjectType.require(ObjectType.CONTACT);
    }

    public Links links() {
        return links;
    }

    public RecordWriter writer() {
        return writer;
    }

    public ImportEngine imports() {
        return imports;
    }

    /** Completes the body of a page that no other page follows. */
    public Consumer<ObjectNode> lastPage() {
        return lastPage;
    }

    public void lastPage(Consumer<ObjectNode> completion) {
        lastPage = completion;
    }

    public boolean reverseBatchResults() {
        return reverseBatchResults;
    }

    public void reverseBatchResults(boolean reverse) {
        reverseBatchResults = reverse;
    }
}
