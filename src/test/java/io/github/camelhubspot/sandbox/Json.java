/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

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

/** JSON reading as strict as the sandbox needs it, and the time format of HubSpot's envelopes. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array(Collection<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of our own cannot be written", e);
        }
    }

    static String text(JsonNode node) {
        return node.toString();
    }

    /** Reads a body that must be one JSON object. */
    static ObjectNode readObject(byte[] body) {
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

    /** Refuses fields that the schema of the body does not know. */
    static void onlyFields(JsonNode object, String where, Set<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!known.contains(name)) {
                throw ApiError.invalid("Invalid input JSON: unrecognized field \"" + name + "\" in " + where);
            }
        }
    }

    static ObjectNode requireObject(JsonNode node, String where) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.invalid("Invalid input JSON: " + where + " must be an object");
    }

    static ArrayNode requireArray(JsonNode parent, String field) {
        JsonNode node = parent.get(field);
        if (node instanceof ArrayNode array) {
            return array;
        }
        if (node == null || node.isNull()) {
            throw ApiError.missingField(field);
        }
        throw ApiError.invalid("Invalid input JSON: " + field + " must be an array");
    }

    /** The text of an optional field; null when the field is absent or null; other types are refused. */
    static String optionalText(JsonNode parent, String field) {
        JsonNode node = parent.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw ApiError.invalid("Invalid input JSON: " + field + " must be a string");
        }
        return node.textValue();
    }

    static String requireText(JsonNode parent, String field) {
        String text = optionalText(parent, field);
        if (text == null || text.isEmpty()) {
            throw ApiError.missingField(field);
        }
        return text;
    }

    static String iso(long epochMillis) {
        return ISO_MILLIS.format(Instant.ofEpochMilli(epochMillis));
    }
}
