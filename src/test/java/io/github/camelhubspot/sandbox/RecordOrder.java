/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.Arrays;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Records in one order, with a flat copy for searches that is made again only after a change. */
final class RecordOrder {

    private final Comparator<StoredRecord> comparator;
    private final NavigableSet<StoredRecord> records;
    private StoredRecord[] flat = new StoredRecord[0];
    private boolean stale;

    RecordOrder(Comparator<StoredRecord> comparator) {
        this.comparator = comparator;
        this.records = new TreeSet<>(comparator);
    }

    void add(StoredRecord record) {
        records.add(record);
        stale = true;
    }

    void remove(StoredRecord record) {
        records.remove(record);
        stale = true;
    }

    StoredRecord[] flat() {
        if (stale) {
            flat = records.toArray(StoredRecord[]::new);
            stale = false;
        }
        return flat;
    }

    /** Position of the first record that does not come before a bound. */
    int from(StoredRecord bound) {
        int found = Arrays.binarySearch(flat(), bound, comparator);
        return found >= 0 ? found : -found - 1;
    }
}
