/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/**
 * An error of an import.
 *
 * @param line   line of the file, counted from 1, the header being line 1; 0 for the whole file
 * @param column column counted from 0; null for the whole row
 */
public record ImportRowError(long id, long createdAt, String errorType, String message, ObjectType type, String invalidValue,
        Integer column, long fileId, long line, List<String> row) {

    public ObjectNode toJson(boolean withMessage, boolean withRow) {
        ObjectNode node = StrictJson.object();
        node.put("id", Long.toString(id));
        node.put("createdAt", createdAt);
        node.put("errorType", errorType);
        if (withMessage) {
            node.put("errorMessage", message);
        }
        if (type != null) {
            node.put("objectType", type.label());
            node.put("objectTypeId", type.id());
        }
        if (invalidValue != null) {
            node.put("invalidValue", invalidValue);
            node.put("invalidValueToDisplay", invalidValue);
        }
        if (column != null) {
            node.put("knownColumnNumber", column);
        }
        ObjectNode source = node.putObject("sourceData");
        source.put("fileId", fileId);
        source.put("lineNumber", line);
        source.put("containsEncryptedProperties", false);
        ArrayNode data = source.putArray("rowData");
        if (withRow) {
            row.forEach(data::add);
        }
        source.putArray("additionalRowData");
        return node;
    }
}
