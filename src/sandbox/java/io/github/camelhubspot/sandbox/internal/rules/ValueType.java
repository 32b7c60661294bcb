/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.rules;

/** Kinds of property values; the constants are those of {@code SandboxProperty.Type}. */
public enum ValueType {
    STRING, EMAIL, NUMBER, DATE, DATETIME, ENUMERATION, BOOL
}
