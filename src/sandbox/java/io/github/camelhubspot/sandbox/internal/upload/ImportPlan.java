/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.upload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.AssociationSpec;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** An {@code importRequest}, parsed as strictly as HubSpot does. */
public record ImportPlan(String name, Map<ObjectType, String> operations, List<FilePlan> files, ObjectNode json) {

    /** A file and its columns, in the order of the file. */
    public record FilePlan(String fileName, boolean spreadsheet, boolean hasHeader, String dateFormat, List<Column> columns) {
    }

    /**
     * The meaning of a column.
     *
     * @param type     object type of the column; null if the column is ignored
     * @param property property; null if the column is ignored or refers to another record
     * @param key      HUBSPOT_OBJECT_ID or HUBSPOT_ALTERNATE_ID if the column identifies the record, else null
     * @param toType   type of the record that the column refers to; null if it refers to none
     * @param link     association with that record; null if the column refers to none
     * @param shared   whether columns of other files refer to records by this column
     */
    public record Column(String name, ObjectType type, String property, String key, ObjectType toType, AssociationSpec link,
            boolean shared) {
    }

    private static final Set<String> FIELDS = Set.of("name", "importOperations", "dateFormat", "timeZone",
            "marketableContactImport", "createContactListFromImport", "marketingEventObjectId", "files");
    private static final Set<String> FILE_FIELDS = Set.of("fileName", "fileFormat", "dateFormat", "fileImportPage");
    private static final Set<String> PAGE_FIELDS = Set.of("hasHeader", "columnMappings");
    private static final Set<String> COLUMN_FIELDS = Set.of("columnName", "columnObjectTypeId", "columnObjectType",
            "propertyName", "columnType", "idColumnType", "toColumnObjectTypeId", "foreignKeyType", "associationIdentifierColumn",
            "ignored", "marketingEventSubmissionType");
    private static final Set<String> COLUMN_TYPES = Set.of("STANDARD", "HUBSPOT_OBJECT_ID", "HUBSPOT_ALTERNATE_ID",
            "FLEXIBLE_ASSOCIATION_LABEL", "ASSOCIATION_KEYS", "EVENT_TIMESTAMP");
    private static final Set<String> DATE_FORMATS = Set.of("MONTH_DAY_YEAR", "DAY_MONTH_YEAR", "YEAR_MONTH_DAY");
    private static final Set<String> KEYS = Set.of("HUBSPOT_OBJECT_ID", "HUBSPOT_ALTERNATE_ID");

    public static ImportPlan read(byte[] text) {
        ObjectNode json = StrictJson.readObject(text);
        StrictJson.onlyFields(json, "importRequest", FIELDS);
        String name = StrictJson.requireText(json, "name");
        String dateFormat = oneOf(json, "dateFormat", DATE_FORMATS, "MONTH_DAY_YEAR");
        List<FilePlan> files = new ArrayList<>();
        for (JsonNode node : StrictJson.requireArray(json, "files")) {
            files.add(file(StrictJson.requireObject(node, "files"), dateFormat));
        }
        if (files.isEmpty()) {
            throw ApiError.missingField("files");
        }
        return new ImportPlan(name, operations(json), files, json);
    }

    private static Map<ObjectType, String> operations(ObjectNode json) {
        Map<ObjectType, String> operations = new LinkedHashMap<>();
        if (json.get("importOperations") != null && !json.get("importOperations").isNull()) {
            ObjectNode node = StrictJson.requireObject(json.get("importOperations"), "importOperations");
            node.fieldNames().forEachRemaining(type -> operations.put(ObjectType.require(type),
                    oneOf(node, type, Set.of("UPSERT", "CREATE", "UPDATE"), "UPSERT")));
        }
        return operations;
    }

    private static FilePlan file(ObjectNode node, String dateFormat) {
        StrictJson.onlyFields(node, "files", FILE_FIELDS);
        String fileName = StrictJson.requireText(node, "fileName");
        if (fileName.contains("/") || fileName.contains("\\")) {
            throw ApiError.invalid("fileName must not contain a path: " + fileName);
        }
        boolean spreadsheet = "SPREADSHEET".equals(oneOf(node, "fileFormat", Set.of("CSV", "SPREADSHEET"), "CSV"));
        if (node.get("fileImportPage") == null) {
            throw ApiError.missingField("fileImportPage");
        }
        ObjectNode page = StrictJson.requireObject(node.get("fileImportPage"), "fileImportPage");
        StrictJson.onlyFields(page, "fileImportPage", PAGE_FIELDS);
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : StrictJson.requireArray(page, "columnMappings")) {
            columns.add(column(StrictJson.requireObject(column, "columnMappings")));
        }
        if (columns.isEmpty()) {
            throw ApiError.missingField("columnMappings");
        }
        boolean hasHeader = page.get("hasHeader") == null || flag(page, "hasHeader");
        return new FilePlan(fileName, spreadsheet, hasHeader, oneOf(node, "dateFormat", DATE_FORMATS, dateFormat), columns);
    }

    private static Column column(ObjectNode node) {
        StrictJson.onlyFields(node, "columnMappings", COLUMN_FIELDS);
        String name = StrictJson.requireText(node, "columnName");
        if (flag(node, "ignored")) {
            return new Column(name, null, null, null, null, null, false);
        }
        String typeName = StrictJson.optionalText(node, "columnObjectTypeId");
        if (typeName == null) {
            typeName = StrictJson.optionalText(node, "columnObjectType");
        }
        if (typeName == null) {
            throw ApiError.missingField("columnObjectTypeId");
        }
        ObjectType type = ObjectType.require(typeName);
        String key = oneOf(node, "columnType", COLUMN_TYPES, "STANDARD");
        if (node.hasNonNull("idColumnType")) {
            key = oneOf(node, "idColumnType", KEYS, null);
        }
        String property = StrictJson.optionalText(node, "propertyName");
        ObjectType toType = null;
        AssociationSpec link = null;
        if (property == null) {
            toType = ObjectType.require(StrictJson.requireText(node, "toColumnObjectTypeId"));
            link = foreignKey(node, type, toType);
        }
        return new Column(name, type, property, KEYS.contains(key) ? key : null, toType, link,
                flag(node, "associationIdentifierColumn"));
    }

    private static AssociationSpec foreignKey(ObjectNode node, ObjectType from, ObjectType to) {
        if (node.get("foreignKeyType") == null || node.get("foreignKeyType").isNull()) {
            throw ApiError.missingField("foreignKeyType");
        }
        AssociationSpec spec = AssociationSpec.readAll(StrictJson.MAPPER.createArrayNode().add(node.get("foreignKeyType")),
                "foreignKeyType").get(0);
        spec.checkDirection(from, to);
        return spec;
    }

    private static boolean flag(ObjectNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw ApiError.invalid("Unable to parse JSON: " + field + " must be true or false");
        }
        return value.booleanValue();
    }

    private static String oneOf(ObjectNode node, String field, Set<String> known, String defaultValue) {
        String value = StrictJson.optionalText(node, field);
        if (value == null) {
            return defaultValue;
        }
        if (!known.contains(value)) {
            throw ApiError.invalid("Unable to parse JSON: " + field + " " + value + " is not one of " + known);
        }
        return value;
    }

    /** Returns the object types of all columns. */
    public Set<ObjectType> types() {
        Set<ObjectType> types = new LinkedHashSet<>();
        files.forEach(file -> file.columns().forEach(column -> {
            if (column.type() != null) {
                types.add(column.type());
            }
        }));
        return types;
    }

    /** Returns the property by which other files refer to records of a type; null if no column is marked so. */
    public String sharedProperty(ObjectType type) {
        return files.stream().flatMap(file -> file.columns().stream())
                .filter(column -> column.shared() && type.equals(column.type()) && column.property() != null)
                .map(Column::property).findFirst().orElse(null);
    }
}
