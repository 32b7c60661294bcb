/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.sandbox.internal.rules.AssociationSpec;
import io.github.camelhubspot.sandbox.internal.rules.AssociationTypes;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;

/** The associations between records, stored in both directions. Guarded by {@link Account}. */
public final class Links {

    /** One end of an association. */
    public record End(ObjectType type, long id) {
    }

    /** An association seen from one end. */
    public record Link(End to, AssociationSpec spec) {
    }

    private final Map<End, Set<Link>> links = new HashMap<>();

    public void clear() {
        links.clear();
    }

    public List<Link> of(End from) {
        return new ArrayList<>(links.getOrDefault(from, Set.of()));
    }

    public List<Link> of(End from, ObjectType toType) {
        List<Link> found = of(from);
        found.removeIf(link -> !link.to().type().equals(toType));
        return found;
    }

    public boolean has(End from, End to) {
        return links.getOrDefault(from, Set.of()).stream().anyMatch(link -> link.to().equals(to));
    }

    public void add(End from, End to, AssociationSpec spec) {
        links.computeIfAbsent(from, end -> new LinkedHashSet<>(4)).add(new Link(to, spec));
        links.computeIfAbsent(to, end -> new LinkedHashSet<>(4)).add(new Link(from, reverse(spec)));
    }

    public boolean remove(End from, End to, AssociationSpec spec) {
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

    /** Removes all associations of a record. */
    public void forget(End end) {
        of(end).forEach(link -> remove(end, link.to(), link.spec()));
        links.remove(end);
    }

    private static AssociationSpec reverse(AssociationSpec spec) {
        AssociationTypes.Definition definition = spec.hubspotDefined() ? AssociationTypes.find(spec.typeId()) : null;
        return definition == null ? spec : new AssociationSpec(spec.category(), definition.reverse());
    }
}
