/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.rules;

import java.util.List;

/**
 * A property definition of an object type.
 *
 * @param unique   whether two live records must not have the same value
 * @param readOnly whether only HubSpot sets the value
 * @param options  allowed values of an enumeration; empty accepts any value
 */
public record Property(String name, ValueType type, boolean unique, boolean readOnly, List<String> options) {

    static Property of(String name, ValueType type) {
        return new Property(name, type, false, false, List.of());
    }

    static Property unique(String name, ValueType type) {
        return new Property(name, type, true, false, List.of());
    }

    static Property readOnly(String name, ValueType type) {
        return new Property(name, type, false, true, List.of());
    }
}
