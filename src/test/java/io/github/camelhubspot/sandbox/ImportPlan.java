/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an {@code importRequest} asks for, read as strictly as HubSpot reads it. */
record ImportPlan(String name, Map<ObjectType, String> operations, List<FilePlan> files, ObjectNode json) {

    /** A file and the meaning of its columns, in file order. */
    record FilePlan(String fileName, boolean spreadsheet, boolean hasHeader, String dateFormat, List<Column> columns) {
    }

    /**
     * A column.
     *
     * @param type     type the column belongs to; null when ignored
     * @param property property; null when ignored or when the column holds another record's key
     * @param key      HUBSPOT_OBJECT_ID or HUBSPOT_ALTERNATE_ID when the column identifies the record, else null
     * @param toType   for another record's key: that record's type
     * @param link     for another record's key: the association to make
     * @param shared   whether other files refer to this column's value
     */
    record Column(String name, ObjectType type, String property, String key, ObjectType toType, AssociationSpec link, boolean shared) {
    }

    private static final Set<String> FIELDS = Set.of("name", "importOperations", "dateFormat", "timeZone",
            "marketableContactImport", "createContactListFromImport", "marketingEventObjectId", "files");
    private static final Set<String> FILE_FIELDS = Set.of("fileName", "fileFormat", "dateFormat", "fileImportPage");
    private static final Set<String> PAGE_FIELDS = Set.of("hasHeader", "columnMappings");
    private static final Set<String> COLUMN_FIELDS = Set.of("columnName", "columnObjectTypeId", "columnObjectType", "propertyName",
            "columnType", "idColumnType", "toColumnObjectTypeId", "foreignKeyType", "associationIdentifierColumn", "ignored",
            "marketingEventSubmissionType");
    private static final Set<String> COLUMN_TYPES = Set.of("STANDARD", "HUBSPOT_OBJECT_ID", "HUBSPOT_ALTERNATE_ID",
            "FLEXIBLE_ASSOCIATION_LABEL", "ASSOCIATION_KEYS", "EVENT_TIMESTAMP");
    private static final Set<String> DATE_FORMATS = Set.of("MONTH_DAY_YEAR", "DAY_MONTH_YEAR", "YEAR_MONTH_DAY");
    private static final Set<String> KEYS = Set.of("HUBSPOT_OBJECT_ID", "HUBSPOT_ALTERNATE_ID");

    static ImportPlan read(byte[] text) {
        ObjectNode json = Json.readObject(text);
        Json.onlyFields(json, "importRequest", FIELDS);
        String name = Json.requireText(json, "name");
        String dateFormat = oneOf(json, "dateFormat", DATE_FORMATS, "MONTH_DAY_YEAR");
        List<FilePlan> files = new ArrayList<>();
        for (JsonNode node : Json.requireArray(json, "files")) {
            files.add(file(Json.requireObject(node, "files"), dateFormat));
        }
        if (files.isEmpty()) {
            throw ApiError.missingField("files");
        }
        return new ImportPlan(name, operations(json), files, json);
    }

    private static Map<ObjectType, String> operations(ObjectNode json) {
        Map<ObjectType, String> operations = new LinkedHashMap<>();
        if (json.get("importOperations") != null && !json.get("importOperations").isNull()) {
            ObjectNode node = Json.requireObject(json.get("importOperations"), "importOperations");
            node.fieldNames().forEachRemaining(type -> operations.put(ObjectType.require(type),
                    oneOf(node, type, Set.of("UPSERT", "CREATE", "UPDATE"), "UPSERT")));
        }
        return operations;
    }

    private static FilePlan file(ObjectNode node, String dateFormat) {
        Json.onlyFields(node, "files", FILE_FIELDS);
        String fileName = Json.requireText(node, "fileName");
        if (fileName.contains("/") || fileName.contains("\\")) {
            throw ApiError.invalid("fileName must not contain a path: " + fileName);
        }
        boolean spreadsheet = "SPREADSHEET".equals(oneOf(node, "fileFormat", Set.of("CSV", "SPREADSHEET"), "CSV"));
        if (node.get("fileImportPage") == null) {
            throw ApiError.missingField("fileImportPage");
        }
        ObjectNode page = Json.requireObject(node.get("fileImportPage"), "fileImportPage");
        Json.onlyFields(page, "fileImportPage", PAGE_FIELDS);
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : Json.requireArray(page, "columnMappings")) {
            columns.add(column(Json.requireObject(column, "columnMappings")));
        }
        if (columns.isEmpty()) {
            throw ApiError.missingField("columnMappings");
        }
        boolean hasHeader = page.get("hasHeader") == null || flag(page, "hasHeader");
        return new FilePlan(fileName, spreadsheet, hasHeader, oneOf(node, "dateFormat", DATE_FORMATS, dateFormat), columns);
    }

    private static Column column(ObjectNode node) {
        Json.onlyFields(node, "columnMappings", COLUMN_FIELDS);
        String name = Json.requireText(node, "columnName");
        if (flag(node, "ignored")) {
            return new Column(name, null, null, null, null, null, false);
        }
        String typeName = Json.optionalText(node, "columnObjectTypeId");
        if (typeName == null) {
            typeName = Json.optionalText(node, "columnObjectType");
        }
        if (typeName == null) {
            throw ApiError.missingField("columnObjectTypeId");
        }
        ObjectType type = ObjectType.require(typeName);
        String key = oneOf(node, "columnType", COLUMN_TYPES, "STANDARD");
        if (node.hasNonNull("idColumnType")) {
            key = oneOf(node, "idColumnType", KEYS, null);
        }
        String property = Json.optionalText(node, "propertyName");
        ObjectType toType = null;
        AssociationSpec link = null;
        if (property == null) {
            toType = ObjectType.require(Json.requireText(node, "toColumnObjectTypeId"));
            link = foreignKey(node, type, toType);
        }
        return new Column(name, type, property, KEYS.contains(key) ? key : null, toType, link,
                flag(node, "associationIdentifierColumn"));
    }

    private static AssociationSpec foreignKey(ObjectNode node, ObjectType from, ObjectType to) {
        if (node.get("foreignKeyType") == null || node.get("foreignKeyType").isNull()) {
            throw ApiError.missingField("foreignKeyType");
        }
        AssociationSpec spec = AssociationSpec.readAll(Json.MAPPER.createArrayNode().add(node.get("foreignKeyType")),
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
        String value = Json.optionalText(node, field);
        if (value == null) {
            return defaultValue;
        }
        if (!known.contains(value)) {
            throw ApiError.invalid("Unable to parse JSON: " + field + " " + value + " is not one of " + known);
        }
        return value;
    }

    /** Types that the columns are mapped to. */
    Set<ObjectType> types() {
        Set<ObjectType> types = new LinkedHashSet<>();
        files.forEach(file -> file.columns().forEach(column -> {
            if (column.type() != null) {
                types.add(column.type());
            }
        }));
        return types;
    }

    /** The property whose values other files use to refer to records of a type; null when no column is marked. */
    String sharedProperty(ObjectType type) {
        return files.stream().flatMap(file -> file.columns().stream())
                .filter(column -> column.shared() && type.equals(column.type()) && column.property() != null)
                .map(Column::property).findFirst().orElse(null);
    }
}
