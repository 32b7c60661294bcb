/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads JSON as strictly as HubSpot does, and formats times as HubSpot does. */
public final class StrictJson {

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private StrictJson() {
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array(Collection<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a JSON tree", e);
        }
    }

    public static String text(JsonNode node) {
        return node.toString();
    }

    /** Reads a body that must be one JSON object. */
    public static ObjectNode readObject(byte[] body) {
        JsonNode node;
        try {
            node = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            long column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw ApiError.invalid("Invalid input JSON on line " + line + ", column " + column + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ApiError.invalid("Invalid input JSON: " + e.getMessage());
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.invalid("Invalid input JSON on line 1, column 1: an object is expected");
    }

    /** Rejects an object that has other fields than the known ones. */
    public static void onlyFields(JsonNode object, String where, Set<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!known.contains(name)) {
                throw ApiError.invalid("Invalid input JSON: unrecognized field \"" + name + "\" in " + where);
            }
        }
    }

    public static ObjectNode requireObject(JsonNode node, String where) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.invalid("Invalid input JSON: " + where + " must be an object");
    }

    public static ArrayNode requireArray(JsonNode parent, String field) {
        JsonNode node = parent.get(field);
        if (node instanceof ArrayNode array) {
            return array;
        }
        if (node == null || node.isNull()) {
            throw ApiError.missingField(field);
        }
        throw ApiError.invalid("Invalid input JSON: " + field + " must be an array");
    }

    /** Returns the text of a field; null if the field is absent or null. Rejects other types. */
    public static String optionalText(JsonNode parent, String field) {
        JsonNode node = parent.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw ApiError.invalid("Invalid input JSON: " + field + " must be a string");
        }
        return node.textValue();
    }

    public static String requireText(JsonNode parent, String field) {
        String text = optionalText(parent, field);
        if (text == null || text.isEmpty()) {
            throw ApiError.missingField(field);
        }
        return text;
    }

    public static String iso(long epochMillis) {
        return ISO_MILLIS.format(Instant.ofEpochMilli(epochMillis));
    }
}
