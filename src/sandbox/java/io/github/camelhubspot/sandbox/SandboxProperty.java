/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.List;

import io.github.camelhubspot.sandbox.internal.rules.Property;
import io.github.camelhubspot.sandbox.internal.rules.ValueType;

/**
 * Defines a property of an object type.
 *
 * @param name     internal name, for example {@code lead_score}
 * @param type     kind of values
 * @param unique   whether two live records must not have the same value; such a property can serve as {@code idProperty}
 * @param readOnly whether only HubSpot sets the value
 * @param options  allowed values of an enumeration; empty accepts any value
 */
public record SandboxProperty(String name, Type type, boolean unique, boolean readOnly, List<String> options) {

    /** Kinds of values. HubSpot sends and accepts all of them as strings. */
    public enum Type {
        /** Any text. */
        STRING,
        /** An e-mail address. */
        EMAIL,
        /** A decimal number. */
        NUMBER,
        /** A date: {@code yyyy-MM-dd}, or epoch milliseconds at midnight UTC. */
        DATE,
        /** An instant: ISO-8601 or epoch milliseconds. */
        DATETIME,
        /** One of the options, or several joined with semicolons; case-sensitive. */
        ENUMERATION,
        /** {@code true} or {@code false}. */
        BOOL
    }

    /** Copies the options. */
    public SandboxProperty {
        options = List.copyOf(options);
    }

    Property toInternal() {
        return new Property(name, ValueType.valueOf(type.name()), unique, readOnly, options);
    }
}
