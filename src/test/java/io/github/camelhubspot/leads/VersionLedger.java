package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which versions of leads were written, which ones JVMs delivered, and what must not have come. */
final class VersionLedger {

    private record Place(Instant modified, long id) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int byTime = modified.compareTo(other.modified);
            return byTime != 0 ? byTime : Long.compare(id, other.id);
        }
    }

    private final Duration settleWindow;
    private final boolean inOrder;
    /** Times of the versions from 0 on. */
    private final Map<String, List<Instant>> written = new HashMap<>();
    /** Versions that were delivered. */
    private final Map<String, Set<Integer>> delivered = new HashMap<>();
    private final Map<String, Place> latest = new HashMap<>();
    private final Set<Place> recorded = new HashSet<>();
    /** By JVM, or by JVM and lead. */
    private final Map<String, Place> lastOfJvm = new HashMap<>();
    private final Map<String, Integer> repeats = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private int versions;
    private int deliveries;

    /** @param inOrder whether a JVM delivers in the order of time and id, and not only the versions of a lead */
    VersionLedger(Duration settleWindow, boolean inOrder) {
        this.settleWindow = settleWindow;
        this.inOrder = inOrder;
    }

    /** @return the number of the version */
    synchronized int write(String id, Instant modified) {
        List<Instant> times = written.computeIfAbsent(id, lead -> new ArrayList<>(2));
        times.add(modified);
        versions++;
        return times.size() - 1;
    }

    /** @param now by HubSpot's clock */
    synchronized void deliver(String jvm, String id, Instant modified, int version, Instant now) {
        deliveries++;
        String what = "version " + version + " of " + id + " as of " + modified + " in " + jvm;
        List<Instant> times = written.getOrDefault(id, List.of());
        if (version >= times.size() || !times.get(version).equals(modified)) {
            faults.add("never existed: " + what);
        }
        if (now.isBefore(modified.plus(settleWindow))) {
            faults.add("too early, at " + now + ": " + what);
        }
        Place place = new Place(modified, Long.parseLong(id));
        Place before = lastOfJvm.put(inOrder ? jvm : jvm + " " + id, place);
        if (before != null && before.compareTo(place) >= 0) {
            faults.add("not in order, after " + before + ": " + what);
        }
        if (recorded.contains(place)) {
            faults.add("repeated after its end was recorded: " + what);
        }
        if (!delivered.computeIfAbsent(id, lead -> new HashSet<>(2)).add(version)) {
            repeats.merge(jvm, 1, Integer::sum);
        } else {
            Place highest = latest.put(id, place);
            if (highest != null && highest.modified().isAfter(modified)) {
                faults.add("older than what came before, of " + highest.modified() + ": " + what);
            }
        }
    }

    synchronized void record(String id, Instant modified) {
        recorded.add(new Place(modified, Long.parseLong(id)));
    }

    /** Leads whose last version has not come, at most a few of them. */
    synchronized List<String> missing() {
        return written.entrySet().stream()
                .filter(lead -> !delivered.getOrDefault(lead.getKey(), Set.of()).contains(lead.getValue().size() - 1))
                .limit(5)
                .map(lead -> "the last one of " + lead.getKey() + " as of " + lead.getValue() + ", delivered "
                        + delivered.get(lead.getKey()))
                .toList();
    }

    /** What must not be. */
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** How often each JVM delivered what had been delivered before. */
    synchronized Map<String, Integer> repeats() {
        return new TreeMap<>(repeats);
    }

    synchronized int written() {
        return versions;
    }

    synchronized int deliveries() {
        return deliveries;
    }
}
