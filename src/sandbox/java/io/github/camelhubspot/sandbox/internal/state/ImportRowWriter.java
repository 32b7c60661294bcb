/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.rules.Property;
import io.github.camelhubspot.sandbox.internal.rules.PropertyRules;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.rules.ValueType;
import io.github.camelhubspot.sandbox.internal.upload.ImportPlan;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;

/** Creates or updates the records of rows. */
final class ImportRowWriter {

    /** Receives the errors of rows. */
    @FunctionalInterface
    interface Errors {
        void add(String errorType, String message, ObjectType type, String invalidValue, ImportRunner.Cell at);
    }

    private static final Pattern DAY = Pattern.compile("(\\d{1,4})[/.-](\\d{1,2})[/.-](\\d{1,4})");

    private final Account account;
    private final ImportJob job;
    private final Errors errors;
    private final Set<String> keysSeen = new HashSet<>();

    ImportRowWriter(Account account, ImportJob job, Errors errors) {
        this.account = account;
        this.job = job;
        this.errors = errors;
    }

    /** Writes the columns of one object type; returns the record, or null if the row was rejected. */
    Links.End write(ObjectType type, String operation, ImportPlan.FilePlan file, ImportRunner.Cell row) {
        ObjectStore store = account.store(type);
        Map<String, String> values = new LinkedHashMap<>();
        StoredRecord existing = null;
        for (int i = 0; i < file.columns().size(); i++) {
            ImportPlan.Column column = file.columns().get(i);
            String cell = row.row().get(i).trim();
            if (!type.equals(column.type()) || column.property() == null || cell.isEmpty()) {
                continue;
            }
            ImportRunner.Cell at = new ImportRunner.Cell(row.fileId(), row.line(), i, row.row());
            Property property = store.property(column.property());
            boolean key = column.key() != null || property.unique() && property.name().matches("email|domain");
            String value = value(property, file.dateFormat(), cell, type, at);
            if (key) {
                if (value == null || !firstUse(type, property, value, at)) {
                    return null;
                }
                existing = store.byUnique(property.name(), value);
                if (existing == null && property.name().equals(SchemaDefaults.OBJECT_ID)) {
                    errors.add("INVALID_OBJECT_ID", "No record has this id", type, cell, at);
                    return null;
                }
            }
            if (value != null && !property.readOnly()) {
                values.put(property.name(), value);
            }
        }
        return values.isEmpty() && existing == null ? null : store(store, operation, existing, values, row);
    }

    private boolean firstUse(ObjectType type, Property property, String value, ImportRunner.Cell at) {
        if (keysSeen.add(type.id() + "/" + property.name() + "/" + value.toLowerCase(Locale.ROOT))) {
            return true;
        }
        errors.add("DUPLICATE_ALTERNATE_ID", "An earlier row has the same key", type, value, at);
        return false;
    }

    private Links.End store(ObjectStore store, String operation, StoredRecord existing, Map<String, String> values,
            ImportRunner.Cell row) {
        ObjectType type = store.type();
        if (existing != null && operation.equals("CREATE")) {
            errors.add("CREATE_ONLY_IMPORT", "The record exists already", type, null, row);
            return null;
        }
        if (existing == null && operation.equals("UPDATE")) {
            errors.add("UPDATE_ONLY_IMPORT", "There is no such record", type, null, row);
            return null;
        }
        if (existing == null && type.isLead() && values.getOrDefault(SchemaDefaults.LEAD_NAME, "").isEmpty()) {
            errors.add("MISSING_REQUIRED_PROPERTY", SchemaDefaults.LEAD_NAME + " is required", type, null, row);
            return null;
        }
        try {
            StoredRecord stored = existing == null
                    ? account.writer().createBare(store, account.nextId(), values, "IMPORT")
                    : account.writer().updateKept(store, existing, values, "IMPORT");
            job.count(existing == null ? "CREATED_OBJECTS" : "UPDATED_OBJECTS", 1);
            job.count("PROPERTY_VALUES_EMITTED", values.size());
            return new Links.End(type, stored.id());
        } catch (ApiError e) {
            errors.add("DUPLICATE_UNIQUE_PROPERTY_VALUE", e.getMessage(), type, null, row);
            return null;
        }
    }

    /** Returns the form in which a value is stored; null after reporting an invalid one, which the row is written without. */
    private String value(Property property, String dateFormat, String cell, ObjectType type, ImportRunner.Cell at) {
        ValueType kind = property.type();
        boolean date = kind == ValueType.DATE || kind == ValueType.DATETIME;
        String text = date ? isoDay(dateFormat, cell) : cell;
        String normal = text == null ? null : PropertyRules.normalize(kind, property.options(), text);
        if (normal == null && kind == ValueType.DATETIME) {
            normal = cell.contains("T") ? PropertyRules.normalize(kind, List.of(), cell) : null;
        }
        if (normal == null) {
            errors.add(errorType(kind), cell + " is not a valid value of " + property.name(), type, cell, at);
        }
        return normal;
    }

    private static String errorType(ValueType kind) {
        return switch (kind) {
            case EMAIL -> "INVALID_EMAIL";
            case NUMBER -> "COULD_NOT_PARSE_NUMBER";
            case DATE, DATETIME -> "COULD_NOT_PARSE_DATE";
            case ENUMERATION, BOOL -> "INVALID_ENUMERATION_OPTION";
            case STRING -> "UNKNOWN_ERROR";
        };
    }

    /** Parses a date in the format that the request names; null if it does not match. */
    private static String isoDay(String dateFormat, String cell) {
        Matcher matcher = DAY.matcher(cell);
        if (!matcher.matches()) {
            return null;
        }
        int a = Integer.parseInt(matcher.group(1));
        int b = Integer.parseInt(matcher.group(2));
        int c = Integer.parseInt(matcher.group(3));
        boolean yearFirst = dateFormat.equals("YEAR_MONTH_DAY");
        if (matcher.group(yearFirst ? 1 : 3).length() != 4) {
            return null;
        }
        try {
            return (switch (dateFormat) {
                case "YEAR_MONTH_DAY" -> LocalDate.of(a, b, c);
                case "DAY_MONTH_YEAR" -> LocalDate.of(c, b, a);
                default -> LocalDate.of(c, a, b);
            }).toString();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
