/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** All state of the fake account. It is its own lock: a call's effect and its answer are one step for every other call. */
final class Account {

    private final SandboxTime time;
    private final Map<String, ObjectStore> stores = new LinkedHashMap<>();
    private final Links links = new Links();
    private final Ids ids = new Ids(Ids.FIRST_RECORD);
    private final Ids importIds = new Ids(Ids.FIRST_IMPORT);
    private final RecordWriter writer = new RecordWriter(this);
    private final ImportEngine imports;
    private PagingStyle pagingStyle = PagingStyle.ABSENT;
    private boolean reverseBatchResults;

    Account(SandboxTime time, boolean associationRequired) {
        this.time = time;
        for (ObjectType type : ObjectType.all()) {
            stores.put(type.id(), new ObjectStore(type, associationRequired));
        }
        this.imports = new ImportEngine(this);
    }

    /** Does something with the account held, after everything that sandbox time has brought about is settled. */
    synchronized <T> T look(Supplier<T> work) {
        imports.settle();
        return work.get();
    }

    /** As {@link #look}, without a result. */
    void change(Runnable work) {
        look(() -> {
            work.run();
            return null;
        });
    }

    synchronized void reset() {
        stores.values().forEach(ObjectStore::reset);
        links.clear();
        ids.reset();
        importIds.reset();
        imports.reset();
        pagingStyle = PagingStyle.ABSENT;
        reverseBatchResults = false;
    }

    long now() {
        return imports.effectiveNow(time.millis());
    }

    SandboxTime time() {
        return time;
    }

    long nextId() {
        return ids.next();
    }

    /** The next id of an import, or of what belongs to one: a file, an error. */
    long nextImportId() {
        return importIds.next();
    }

    ObjectStore store(ObjectType type) {
        return stores.get(type.id());
    }

    /** The type of the record with an id, contacts when there is no such record. */
    ObjectType typeOfRecord(long id) {
        for (ObjectStore store : stores.values()) {
            if (store.get(id) != null) {
                return store.type();
            }
        }
        return ObjectType.require(ObjectType.CONTACT);
    }

    Links links() {
        return links;
    }

    RecordWriter writer() {
        return writer;
    }

    ImportEngine imports() {
        return imports;
    }

    PagingStyle pagingStyle() {
        return pagingStyle;
    }

    void pagingStyle(PagingStyle style) {
        pagingStyle = style;
    }

    boolean reverseBatchResults() {
        return reverseBatchResults;
    }

    void reverseBatchResults(boolean reverse) {
        reverseBatchResults = reverse;
    }
}
