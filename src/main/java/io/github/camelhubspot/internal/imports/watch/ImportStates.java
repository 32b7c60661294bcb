package io.github.camelhubspot.internal.imports.watch;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The states of imports that this JVM has seen: the last one, the one before, and whether the last one is handled, that is
 * delivered or skipped. Outlives the consumer, because Camel creates a new consumer each time a route is started.
 *
 * <p>Thread-safe: each import is updated atomically in a concurrent map.
 */
final class ImportStates {

    private record Known(String state, String previous, boolean handled) {
    }

    private final Map<String, Known> imports = new ConcurrentHashMap<>();
    private volatile boolean begun;

    boolean hasBegun() {
        return begun;
    }

    /** Records that the watch has its baseline. */
    void begin() {
        begun = true;
    }

    /** Records a state. Returns whether it is not handled yet. */
    boolean observe(String id, String state) {
        return !imports.compute(id, (key, known) -> known != null && Objects.equals(known.state(), state) ? known
                : new Known(state, known == null ? null : known.state(), false)).handled();
    }

    /** Returns the state seen before the last one; {@code null} if there was none. */
    String previous(String id) {
        return imports.get(id).previous();
    }

    /** Returns the number of imports seen. */
    int size() {
        return imports.size();
    }

    /** Returns the last states that are not handled yet, by import id. */
    Map<String, String> pending() {
        Map<String, String> result = new TreeMap<>();
        imports.forEach((id, known) -> {
            if (!known.handled()) {
                result.put(id, known.state());
            }
        });
        return result;
    }

    /** Returns whether the last state of an import is handled. */
    boolean isHandled(String id) {
        Known known = imports.get(id);
        return known != null && known.handled();
    }

    /** Records that the last state of an import is handled. */
    void markHandled(String id) {
        imports.computeIfPresent(id, (key, known) -> new Known(known.state(), known.previous(), true));
    }
}
