package io.github.camelhubspot.internal.imports.watch;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is known of the states of imports: the last one seen, the one before, and whether it has been dealt with. Outlives the
 * consumer, of which Camel makes a new one each time a route is started.
 */
final class ImportStates {

    private record Known(String state, String previous, boolean settled) {
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Known> imports = new HashMap<>();
    private boolean begun;

    boolean hasBegun() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** The first poll has been dealt with. */
    void begin() {
        lock.lock();
        try {
            begun = true;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether the state is new, or was seen before but not dealt with */
    boolean observe(String id, String state) {
        lock.lock();
        try {
            Known known = imports.get(id);
            if (known == null || !Objects.equals(known.state(), state)) {
                imports.put(id, new Known(state, known == null ? null : known.state(), false));
                return true;
            }
            return !known.settled();
        } finally {
            lock.unlock();
        }
    }

    /** The state seen before the last one; {@code null} if there was none. */
    String previous(String id) {
        lock.lock();
        try {
            return imports.get(id).previous();
        } finally {
            lock.unlock();
        }
    }

    /** How many imports have been seen. */
    int size() {
        lock.lock();
        try {
            return imports.size();
        } finally {
            lock.unlock();
        }
    }

    /** The last states seen that have not been dealt with yet, by the id of the import. */
    Map<String, String> pending() {
        lock.lock();
        try {
            Map<String, String> result = new TreeMap<>();
            imports.forEach((id, known) -> {
                if (!known.settled()) {
                    result.put(id, known.state());
                }
            });
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the last state seen has been dealt with. */
    boolean isSettled(String id) {
        lock.lock();
        try {
            Known known = imports.get(id);
            return known != null && known.settled();
        } finally {
            lock.unlock();
        }
    }

    /** The last state seen has been delivered, or need not be. */
    void settle(String id) {
        lock.lock();
        try {
            Known known = imports.get(id);
            imports.put(id, new Known(known.state(), known.previous(), true));
        } finally {
            lock.unlock();
        }
    }
}
