/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Records sorted by a value and then by id, with an array of them that is rebuilt on demand after a change. */
public final class RecordOrder {

    private final ToLongFunction<StoredRecord> value;
    private final boolean ties;
    private final NavigableSet<StoredRecord> records;
    private StoredRecord[] flat = new StoredRecord[0];
    private boolean stale;

    RecordOrder(ToLongFunction<StoredRecord> value, boolean ties) {
        this.value = value;
        this.ties = ties;
        this.records = new TreeSet<>(Comparator.comparingLong(value).thenComparingLong(StoredRecord::id));
    }

    public void add(StoredRecord record) {
        records.add(record);
        stale = true;
    }

    public void remove(StoredRecord record) {
        records.remove(record);
        stale = true;
    }

    public StoredRecord[] flat() {
        if (stale) {
            flat = records.toArray(StoredRecord[]::new);
            stale = false;
        }
        return flat;
    }

    /** Whether several records can have the same value. */
    public boolean hasTies() {
        return ties;
    }

    public long value(StoredRecord record) {
        return value.applyAsLong(record);
    }

    /** Returns the position after the last record whose value is at most the bound. */
    public int end(long bound) {
        return bound == Long.MAX_VALUE ? flat().length : from(bound + 1);
    }

    /** Returns the position of the first record whose value is at least the bound. */
    public int from(long bound) {
        StoredRecord[] all = flat();
        int low = 0;
        int high = all.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value(all[middle]) < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
