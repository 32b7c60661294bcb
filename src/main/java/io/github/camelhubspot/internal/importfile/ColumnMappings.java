package io.github.camelhubspot.internal.importfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.support.Names;
import io.github.camelhubspot.internal.support.Texts;

/**
 * Maps the columns of a file to properties: pairs of {@code Header=property}, with {@code *} after the property that is the
 * unique key, or {@code AUTO} for a file whose headers are property names.
 */
final class ColumnMappings {

    private static final String AUTO = "AUTO";
    /** The form of internal names of properties, HubSpot's own and custom ones. */
    private static final String INTERNAL_NAME = "[a-z0-9_]+";
    private static final List<String> AUTO_KEYS = List.of("hs_object_id", "email", "domain");
    private static final String OBJECT_ID = "hs_object_id";

    private record Target(String property, boolean key) {
    }

    private ColumnMappings() {
    }

    /**
     * Returns the column mappings of the import request, in the order of the file.
     *
     * @param all names of the columns
     * @throws io.github.camelhubspot.HubSpotValidationException if columns and mappings do not match; names all that do not
     */
    static List<Map<String, Object>> of(Operation operation, Object mappings, List<String> all, String objectTypeId) {
        List<String> columns = all.stream().filter(column -> !column.startsWith(ImportColumn.ERROR_PREFIX)).toList();
        Map<String, Target> targets = mappings instanceof Map<?, ?> map ? fromMap(operation, map)
                : AUTO.equalsIgnoreCase(mappings.toString().trim()) ? auto(operation, columns)
                : fromText(operation, mappings.toString());
        Map<String, Target> byColumn = byColumn(operation, columns, targets);
        return all.stream().map(column -> byColumn.containsKey(column) ? mapping(column, byColumn.get(column), objectTypeId)
                : ignored(column, objectTypeId)).toList();
    }

    /**
     * Finds the target of each column by its exact name, else by its normalised name: trimmed, with one kind of blank and with
     * composed accents, because these differences are invisible.
     */
    private static Map<String, Target> byColumn(Operation operation, List<String> columns, Map<String, Target> targets) {
        Map<String, Target> result = new HashMap<>();
        Set<String> exact = new HashSet<>(columns);
        Map<String, List<String>> similar = new HashMap<>();
        for (String name : targets.keySet()) {
            if (!exact.contains(name)) {
                similar.computeIfAbsent(Names.normalised(name), key -> new ArrayList<>()).add(name);
            }
        }
        List<String> unmapped = new ArrayList<>();
        Set<String> unused = new LinkedHashSet<>(targets.keySet());
        for (String column : columns) {
            String name = targets.containsKey(column) ? column : null;
            if (name == null) {
                List<String> candidates = similar.getOrDefault(Names.normalised(column), List.of());
                name = candidates.size() == 1 && unused.contains(candidates.get(0)) ? candidates.get(0) : null;
            }
            if (name == null) {
                unmapped.add(column);
            } else {
                unused.remove(name);
                result.put(column, targets.get(name));
            }
        }
        if (!unmapped.isEmpty() || !unused.isEmpty()) {
            throw operation.invalid("columnMappings does not fit the file: "
                    + (unmapped.isEmpty() ? "" : "columns without a mapping: " + Names.quoted(unmapped))
                    + (unmapped.isEmpty() || unused.isEmpty() ? "" : "; ")
                    + (unused.isEmpty() ? "" : "mappings without a column: " + Names.quoted(unused)));
        }
        return result;
    }

    /** Ignores a column that an error report has added to the rows, so that a corrected report can be imported. */
    private static Map<String, Object> ignored(String column, String objectTypeId) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("columnObjectTypeId", objectTypeId);
        result.put("columnName", column);
        result.put("ignored", true);
        return result;
    }

    private static Map<String, Object> mapping(String column, Target target, String objectTypeId) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("columnObjectTypeId", objectTypeId);
        result.put("columnName", column);
        result.put("propertyName", target.property());
        if (target.key()) {
            result.put("columnType", target.property().equals(OBJECT_ID) ? "HUBSPOT_OBJECT_ID" : "HUBSPOT_ALTERNATE_ID");
        }
        return result;
    }

    private static Map<String, Target> auto(Operation operation, List<String> columns) {
        List<String> others = columns.stream().filter(column -> !column.matches(INTERNAL_NAME)).toList();
        if (!others.isEmpty()) {
            throw operation.invalid("columnMappings=AUTO takes headers that are internal property names (lower-case letters,"
                    + " digits, _), but these are not: " + Names.quoted(others));
        }
        String key = AUTO_KEYS.stream().filter(columns::contains).findFirst().orElse(null);
        Map<String, Target> result = new LinkedHashMap<>();
        columns.forEach(column -> result.put(column, new Target(column, column.equals(key))));
        return result;
    }

    private static Map<String, Target> fromMap(Operation operation, Map<?, ?> mappings) {
        Map<String, Target> result = new LinkedHashMap<>();
        mappings.forEach((column, property) -> {
            String name = String.valueOf(property).trim();
            boolean key = name.endsWith("*");
            add(operation, result, String.valueOf(column), key ? name.substring(0, name.length() - 1) : name, key);
        });
        return result;
    }

    /** Reads pairs that are separated by commas; {@code \} escapes the next character. */
    private static Map<String, Target> fromText(Operation operation, String text) {
        Map<String, Target> result = new LinkedHashMap<>();
        for (String pair : split(text, ',', Integer.MAX_VALUE)) {
            if (pair.isBlank()) {
                continue;
            }
            List<String> sides = split(pair, '=', 2);
            if (sides.size() < 2) {
                throw operation.invalid("columnMappings: " + Texts.quoted(pair.trim())
                        + " is not a pair Header=property; a comma or an equals sign in a header is written \\, or \\=");
            }
            String property = sides.get(1).trim();
            boolean key = property.endsWith("*") && !endsEscaped(property);
            add(operation, result, unescaped(trimmed(sides.get(0))),
                    unescaped(key ? property.substring(0, property.length() - 1) : property), key);
        }
        return result;
    }

    private static void add(Operation operation, Map<String, Target> mappings, String column, String property, boolean key) {
        if (column.isBlank() || property.isBlank()) {
            throw operation.invalid("columnMappings: the pair " + Texts.quoted(column + '=' + property)
                    + " needs a header and a property");
        }
        if (mappings.put(column, new Target(property.trim(), key)) != null) {
            throw operation.invalid("columnMappings names the column " + Texts.quoted(column) + " twice");
        }
    }

    private static List<String> split(String text, char separator, int maxParts) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean escaped = false;
        for (char c : text.toCharArray()) {
            if (!escaped && c == separator && parts.size() < maxParts - 1) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
            escaped = !escaped && c == '\\';
        }
        parts.add(part.toString());
        return parts;
    }

    /** Trims a text, except for a blank at the end that a backslash escapes. */
    private static String trimmed(String text) {
        String trimmed = text.trim();
        int end = text.indexOf(trimmed) + trimmed.length();
        return trimmed.endsWith("\\") && !endsEscaped(trimmed) && end < text.length() ? trimmed + text.charAt(end) : trimmed;
    }

    /** Returns whether the last character is escaped, that is preceded by an odd number of backslashes. */
    private static boolean endsEscaped(String text) {
        int before = text.length() - 1;
        int backslashes = 0;
        while (backslashes < before && text.charAt(before - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static String unescaped(String text) {
        return text.replaceAll("(?s)\\\\(.)", "$1");
    }
}
