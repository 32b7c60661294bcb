package io.github.camelhubspot.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what JVMs delivered with what was written.
 *
 * <p>Thread-safe: this object's lock guards its state.
 */
public final class DeliveryLedger {

    private final Set<String> written = new HashSet<>();
    private final List<String> deliveries = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> repeats = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    public synchronized void write(String key) {
        written.add(key);
    }

    /** Records a delivery; returns whether it is the first one of the key. */
    public synchronized boolean deliver(String jvm, String key) {
        deliveries.add(key);
        if (!written.contains(key)) {
            faults.add("never written: " + key + ", delivered by " + jvm);
        }
        boolean first = counts.merge(key, 1, Integer::sum) == 1;
        if (!first) {
            repeats.merge(jvm, 1, Integer::sum);
        }
        return first;
    }

    public synchronized void fault(String text) {
        faults.add(text);
    }

    /** Returns how often a key was delivered. */
    public synchronized int deliveriesOf(String key) {
        return counts.getOrDefault(key, 0);
    }

    /** Returns what must not happen, but did. */
    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** Returns the number of deliveries of each JVM that were not the first ones of their keys. */
    public synchronized Map<String, Integer> repeats() {
        return new TreeMap<>(repeats);
    }

    public synchronized int written() {
        return written.size();
    }

    /** Returns the keys of all deliveries, in order. */
    public synchronized List<String> deliveries() {
        return List.copyOf(deliveries);
    }
}
