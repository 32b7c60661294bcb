/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.camelhubspot.sandbox.internal.wire.ApiError;

/** An object type of the account. */
public record ObjectType(String id, String plural, String singular) {

    public static final String LEAD = "0-136";
    public static final String CONTACT = "0-1";
    public static final String COMPANY = "0-2";

    private static final List<ObjectType> KNOWN = List.of(
            new ObjectType(CONTACT, "contacts", "contact"),
            new ObjectType(COMPANY, "companies", "company"),
            new ObjectType("0-3", "deals", "deal"),
            new ObjectType("0-5", "tickets", "ticket"),
            new ObjectType("0-18", "communications", "communication"),
            new ObjectType("0-19", "feedback_submissions", "feedback_submission"),
            new ObjectType("0-27", "tasks", "task"),
            new ObjectType("0-46", "notes", "note"),
            new ObjectType("0-47", "meetings", "meeting"),
            new ObjectType("0-48", "calls", "call"),
            new ObjectType("0-49", "emails", "email"),
            new ObjectType(LEAD, "leads", "lead"));

    private static final Map<String, ObjectType> BY_NAME = byName();

    private static Map<String, ObjectType> byName() {
        Map<String, ObjectType> names = new LinkedHashMap<>();
        for (ObjectType type : KNOWN) {
            names.put(type.id, type);
            names.put(type.plural, type);
            names.put(type.singular, type);
        }
        return names;
    }

    public static List<ObjectType> all() {
        return KNOWN;
    }

    /** Finds a type by id, plural or singular name, case-insensitively because imports use upper-case names. */
    public static Optional<ObjectType> find(String name) {
        return Optional.ofNullable(name == null ? null : BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    public static ObjectType require(String name) {
        return find(name).orElseThrow(() -> ApiError.invalid("Unable to infer object type from: " + name));
    }

    public boolean isLead() {
        return LEAD.equals(id);
    }

    public String label() {
        return singular.toUpperCase(Locale.ROOT);
    }
}
