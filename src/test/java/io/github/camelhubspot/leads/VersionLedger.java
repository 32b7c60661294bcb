package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.support.DeliveryLedger;

/**
 * Compares the versions of leads that JVMs delivered with those that were written, and checks their times and order.
 *
 * <p>Thread-safe: this object's lock guards its state.
 */
final class VersionLedger {

    private record Place(Instant modified, long id) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int byTime = modified.compareTo(other.modified);
            return byTime != 0 ? byTime : Long.compare(id, other.id);
        }
    }

    private final DeliveryLedger deliveries = new DeliveryLedger();
    private final Duration settleWindow;
    private final boolean inOrder;
    /** Modification times of the versions from 0 on, by lead. */
    private final Map<String, List<Instant>> written = new HashMap<>();
    private final Map<String, Place> latest = new HashMap<>();
    private final Set<Place> recorded = new HashSet<>();
    /** By JVM, or by JVM and lead. */
    private final Map<String, Place> lastOfJvm = new HashMap<>();

    /** @param inOrder whether a JVM delivers in the order of time and id, and not only the versions of a lead */
    VersionLedger(Duration settleWindow, boolean inOrder) {
        this.settleWindow = settleWindow;
        this.inOrder = inOrder;
    }

    /** Records a new version of a lead; returns its number. */
    synchronized int write(String id, Instant modified) {
        List<Instant> times = written.computeIfAbsent(id, lead -> new ArrayList<>(2));
        times.add(modified);
        deliveries.write(key(id, times.size() - 1, modified));
        return times.size() - 1;
    }

    /** @param now by HubSpot's clock */
    synchronized void deliver(String jvm, String id, Instant modified, int version, Instant now) {
        String key = key(id, version, modified);
        String delivery = key + " in " + jvm;
        if (now.isBefore(modified.plus(settleWindow))) {
            deliveries.fault("too early, at " + now + ": " + delivery);
        }
        Place place = new Place(modified, Long.parseLong(id));
        Place before = lastOfJvm.put(inOrder ? jvm : jvm + " " + id, place);
        if (before != null && before.compareTo(place) >= 0) {
            deliveries.fault("not in order, after " + before + ": " + delivery);
        }
        if (recorded.contains(place)) {
            deliveries.fault("repeated after its end was recorded: " + delivery);
        }
        if (deliveries.deliver(jvm, key)) {
            Place highest = latest.put(id, place);
            if (highest != null && highest.modified().isAfter(modified)) {
                deliveries.fault("older than a former delivery, of " + highest.modified() + ": " + delivery);
            }
        }
    }

    /** Records that an idempotent repository holds the end of an exchange. */
    synchronized void record(String id, Instant modified) {
        recorded.add(new Place(modified, Long.parseLong(id)));
    }

    /** Returns leads whose last version was not delivered, at most five. */
    synchronized List<String> missing() {
        return written.entrySet().stream().map(lead -> lastKey(lead.getKey(), lead.getValue()))
                .filter(last -> deliveries.deliveriesOf(last) == 0).limit(5).toList();
    }

    private static String lastKey(String id, List<Instant> times) {
        return key(id, times.size() - 1, times.get(times.size() - 1));
    }

    DeliveryLedger deliveries() {
        return deliveries;
    }

    private static String key(String id, int version, Instant modified) {
        return "version " + version + " of " + id + " as of " + modified;
    }
}
