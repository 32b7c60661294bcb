package io.github.camelhubspot.leads;

import java.util.IdentityHashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The positions that consumers of this context use: two that share one would skip what the other one has delivered. */
final class PositionsInUse {

    private final Map<Object, Set<String>> names = new IdentityHashMap<>();

    /** @throws IllegalStateException if another consumer uses the position */
    synchronized void take(Object repository, String name) {
        if (!names.computeIfAbsent(repository, none -> new HashSet<>()).add(name)) {
            throw new IllegalStateException("Position " + name + " in " + repository
                    + " is in use by another consumer: give each consumer its own positionName");
        }
    }

    synchronized void free(Object repository, String name) {
        names.computeIfPresent(repository, (key, used) -> used.remove(name) && used.isEmpty() ? null : used);
    }
}
