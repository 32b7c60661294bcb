/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A snapshot of a record.
 *
 * @param id           decimal id
 * @param properties   properties that have a value, including those that HubSpot sets
 * @param createdAt    time of creation
 * @param updatedAt    time of the last change
 * @param archived     whether it is in the recycle bin
 * @param associations associations to other records
 */
public record SandboxRecord(String id, Map<String, String> properties, Instant createdAt, Instant updatedAt, boolean archived,
        List<Association> associations) {

    /**
     * An association of the record with another one.
     *
     * @param toType   plural name of the other record's type, such as {@code contacts}
     * @param toId     decimal id of the other record
     * @param category category of the association type
     * @param typeId   number of the association type, for example 578
     */
    public record Association(String toType, String toId, String category, int typeId) {
    }

    /** Returns the value of a property; null if it has none. */
    public String get(String property) {
        return properties.get(property);
    }
}
