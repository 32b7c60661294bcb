/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** Validates property values and converts them to the form in which they are stored. */
public final class PropertyRules {

    private static final String UNKNOWN = "PROPERTY_DOESNT_EXIST";
    private static final String READ_ONLY = "READ_ONLY_VALUE";

    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;.]+");

    private record Problem(String name, String error, String message) {
    }

    private PropertyRules() {
    }

    /** Reads the {@code properties} of a body, which must be an object of strings. */
    public static Map<String, String> read(JsonNode parent) {
        JsonNode node = parent.get("properties");
        if (node == null || node.isNull()) {
            throw ApiError.missingField("properties");
        }
        ObjectNode object = StrictJson.requireObject(node, "properties");
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getValue().isTextual()) {
                throw ApiError.invalid("Invalid input JSON: the value of property " + field.getKey() + " must be a string");
            }
            values.put(field.getKey(), field.getValue().textValue());
        }
        return values;
    }

    /**
     * Validates the values of a write and returns them in the form in which they are stored.
     *
     * @param schema returns the definition of a property; null if it does not exist
     * @throws ApiError that names all problems
     */
    public static Map<String, String> check(Function<String, Property> schema, Map<String, String> values) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> kept = new LinkedHashMap<>();
        values.forEach((name, text) -> {
            Property property = schema.apply(name);
            if (property == null) {
                problems.add(new Problem(name, UNKNOWN, "Property \"" + name + "\" does not exist"));
            } else if (property.readOnly()) {
                problems.add(new Problem(name, READ_ONLY, "\"" + name + "\" is a read only property; its value cannot be set"));
            } else {
                String normal = normalize(property.type(), property.options(), text);
                if (normal == null) {
                    problems.add(new Problem(name, errorCode(property.type()), text + " was not a valid "
                            + property.type().name().toLowerCase(Locale.ROOT)));
                } else {
                    kept.put(name, normal);
                }
            }
        });
        if (!problems.isEmpty()) {
            throw rejection(problems);
        }
        return kept;
    }

    private static ApiError rejection(List<Problem> problems) {
        ArrayNode embedded = StrictJson.MAPPER.createArrayNode();
        for (Problem problem : problems) {
            ObjectNode node = embedded.addObject();
            node.put("isValid", false);
            node.put("message", problem.message());
            node.put("error", problem.error());
            node.put("name", problem.name());
            node.put("localizedErrorMessage", problem.message());
        }
        ApiError error = ApiError.invalid("Property values were not valid: " + StrictJson.text(embedded));
        problems.forEach(problem -> error.detail(problem.message(), problem.error(), problem.name()));
        return error;
    }

    /** Returns a value in the form in which it is stored; null if it is invalid. An empty text is valid and clears the value. */
    public static String normalize(ValueType type, List<String> options, String text) {
        if (text.isEmpty()) {
            return text;
        }
        return switch (type) {
            case STRING -> text;
            case EMAIL -> EMAIL.matcher(text.trim()).matches() ? text.trim() : null;
            case NUMBER -> number(text) == null ? null : text.trim();
            case BOOL -> "true".equals(text) || "false".equals(text) ? text : null;
            case ENUMERATION -> options.isEmpty()
                    || Arrays.stream(text.split(";")).filter(part -> !part.isEmpty()).allMatch(options::contains) ? text : null;
            case DATE -> {
                Long millis = millis(text);
                yield millis == null || millis % 86_400_000L != 0
                        ? null : LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC).toString();
            }
            case DATETIME -> {
                Long millis = millis(text);
                yield millis == null ? null : StrictJson.iso(millis);
            }
        };
    }

    public static BigDecimal number(String text) {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Converts epoch milliseconds, an ISO date or an ISO date-time to epoch milliseconds; null if the text is none of these. */
    public static Long millis(String text) {
        String trimmed = text.trim();
        try {
            if (trimmed.matches("-?\\d{1,18}")) {
                return Long.parseLong(trimmed);
            }
            if (trimmed.length() == 10) {
                return LocalDate.parse(trimmed).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            }
            return OffsetDateTime.parse(trimmed).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String errorCode(ValueType type) {
        return switch (type) {
            case NUMBER -> "INVALID_INTEGER";
            case DATE, DATETIME -> "INVALID_DATE";
            case ENUMERATION, BOOL -> "INVALID_OPTION";
            case EMAIL -> "INVALID_EMAIL";
            case STRING -> "INVALID_STRING";
        };
    }
}
