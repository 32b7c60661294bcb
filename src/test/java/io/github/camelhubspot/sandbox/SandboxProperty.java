/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.List;

/**
 * A property definition of an object type.
 *
 * @param name     internal name
 * @param type     what values are accepted
 * @param unique   whether no two live records may have the same value; such a property can serve as {@code idProperty}
 * @param readOnly whether only HubSpot itself sets it
 * @param options  allowed values of an enumeration; empty means any
 */
public record SandboxProperty(String name, Type type, boolean unique, boolean readOnly, List<String> options) {

    /** Kinds of values. On the wire all of them are strings. */
    public enum Type {
        /** Any text. */
        STRING,
        /** Text that must look like an e-mail address. */
        EMAIL,
        /** A decimal number. */
        NUMBER,
        /** A day: {@code yyyy-MM-dd}, or epoch milliseconds at midnight UTC. */
        DATE,
        /** An instant: ISO-8601 or epoch milliseconds. */
        DATETIME,
        /** One of the options, or several joined with semicolons; compared with regard to letter case. */
        ENUMERATION,
        /** {@code true} or {@code false}. */
        BOOL
    }

    /** Copies the options. */
    public SandboxProperty {
        options = List.copyOf(options);
    }

    static SandboxProperty of(String name, Type type) {
        return new SandboxProperty(name, type, false, false, List.of());
    }

    static SandboxProperty unique(String name, Type type) {
        return new SandboxProperty(name, type, true, false, List.of());
    }

    static SandboxProperty readOnly(String name, Type type) {
        return new SandboxProperty(name, type, false, true, List.of());
    }
}
