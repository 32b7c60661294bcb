package io.github.camelhubspot.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is known of the states of imports: the last one seen, the one before, and whether it has been dealt with. Outlives the
 * consumer, of which Camel makes a new one each time a route is started.
 */
final class ImportStates {

    private record Known(String state, String previous, boolean settled) {
    }

    private final Map<String, Known> imports = new HashMap<>();
    private boolean begun;

    synchronized boolean hasBegun() {
        return begun;
    }

    /** The first poll has been dealt with. */
    synchronized void begin() {
        begun = true;
    }

    /** @return whether the state is new, or was seen before but not dealt with */
    synchronized boolean observe(String id, String state) {
        Known known = imports.get(id);
        if (known == null || !Objects.equals(known.state(), state)) {
            imports.put(id, new Known(state, known == null ? null : known.state(), false));
            return true;
        }
        return !known.settled();
    }

    /** The state seen before the last one; {@code null} if there was none. */
    synchronized String previous(String id) {
        return imports.get(id).previous();
    }

    /** How many imports have been seen. */
    synchronized int size() {
        return imports.size();
    }

    /** The last states seen that have not been dealt with yet, by the id of the import. */
    synchronized Map<String, String> pending() {
        Map<String, String> result = new TreeMap<>();
        imports.forEach((id, known) -> {
            if (!known.settled()) {
                result.put(id, known.state());
            }
        });
        return result;
    }

    /** Whether the last state seen has been dealt with. */
    synchronized boolean isSettled(String id) {
        Known known = imports.get(id);
        return known != null && known.settled();
    }

    /** The last state seen has been delivered, or need not be. */
    synchronized void settle(String id) {
        Known known = imports.get(id);
        imports.put(id, new Known(known.state(), known.previous(), true));
    }
}
