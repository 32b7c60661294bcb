/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The associations between records, kept from both ends. Guarded by the account. */
final class Links {

    /** A record as an end of an association. */
    record End(ObjectType type, long id) {
    }

    /** An association seen from one end. */
    record Link(End to, AssociationSpec spec) {
    }

    private final Map<End, Set<Link>> links = new HashMap<>();

    void clear() {
        links.clear();
    }

    List<Link> of(End from) {
        return new ArrayList<>(links.getOrDefault(from, Set.of()));
    }

    List<Link> of(End from, ObjectType toType) {
        List<Link> found = of(from);
        found.removeIf(link -> !link.to().type().equals(toType));
        return found;
    }

    boolean has(End from, End to) {
        return links.getOrDefault(from, Set.of()).stream().anyMatch(link -> link.to().equals(to));
    }

    void add(End from, End to, AssociationSpec spec) {
        links.computeIfAbsent(from, end -> new LinkedHashSet<>(4)).add(new Link(to, spec));
        links.computeIfAbsent(to, end -> new LinkedHashSet<>(4)).add(new Link(from, reverse(spec)));
    }

    boolean remove(End from, End to, AssociationSpec spec) {
        Set<Link> own = links.get(from);
        boolean removed = own != null && own.remove(new Link(to, spec));
        if (removed) {
            links.get(to).remove(new Link(from, reverse(spec)));
        }
        return removed;
    }

    void removeAll(End from, End to) {
        for (Link link : of(from)) {
            if (link.to().equals(to)) {
                remove(from, to, link.spec());
            }
        }
    }

    /** Removes every association of a record. */
    void forget(End end) {
        of(end).forEach(link -> remove(end, link.to(), link.spec()));
        links.remove(end);
    }

    private static AssociationSpec reverse(AssociationSpec spec) {
        AssociationTypes.Definition definition = spec.hubspotDefined() ? AssociationTypes.find(spec.typeId()) : null;
        return definition == null ? spec : new AssociationSpec(spec.category(), definition.reverse());
    }
}
