/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.sandbox.internal.wire.ApiError;

/** HubSpot-defined association types: their numbers, object types and reverse directions. */
public final class AssociationTypes {

    /** One direction of an association type. A default association uses the one that is not primary. */
    public record Definition(int id, int reverse, ObjectType from, ObjectType to, boolean primary) {

        public String name() {
            return from.singular() + "_to_" + (primary ? "primary_" : "") + to.singular();
        }
    }

    private static final Map<Integer, Definition> BY_ID = new LinkedHashMap<>();

    static {
        pair(608, 609, "lead", "contact", false);
        pair(578, 579, "lead", "contact", true);
        pair(610, 611, "lead", "company", false);
        pair(580, 581, "lead", "company", true);
        pair(1037, 1038, "lead", "deal", false);
        pair(582, 583, "lead", "deal", true);
        pair(596, 597, "lead", "call", false);
        pair(598, 599, "lead", "email", false);
        pair(600, 601, "lead", "meeting", false);
        pair(602, 603, "lead", "communication", false);
        pair(646, 647, "lead", "task", false);
        pair(854, 855, "lead", "note", false);
        pair(1162, 1163, "lead", "feedback_submission", false);
        pair(279, 280, "contact", "company", false);
        pair(1, 2, "contact", "company", true);
        pair(4, 3, "contact", "deal", false);
        pair(342, 341, "company", "deal", false);
    }

    private AssociationTypes() {
    }

    private static void pair(int id, int reverse, String from, String to, boolean primary) {
        ObjectType fromType = ObjectType.require(from);
        ObjectType toType = ObjectType.require(to);
        BY_ID.put(id, new Definition(id, reverse, fromType, toType, primary));
        BY_ID.put(reverse, new Definition(reverse, id, toType, fromType, primary));
    }

    public static Definition find(int id) {
        return BY_ID.get(id);
    }

    public static Definition unlabelled(ObjectType from, ObjectType to) {
        return BY_ID.values().stream()
                .filter(one -> one.from().equals(from) && one.to().equals(to) && !one.primary())
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("No default association type from " + from.plural() + " to " + to.plural()));
    }

    /** Whether the association is a primary one of a lead; HubSpot deletes a lead that loses the last of them. */
    public static boolean isLeadPrimary(AssociationSpec spec) {
        return spec.hubspotDefined() && List.of(578, 580).contains(spec.typeId());
    }
}
