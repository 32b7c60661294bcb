/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.github.camelhubspot.sandbox.internal.rules.AssociationSpec;
import io.github.camelhubspot.sandbox.internal.rules.AssociationTypes;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.rules.Property;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.upload.CsvRows;
import io.github.camelhubspot.sandbox.internal.upload.ImportPlan;
import io.github.camelhubspot.sandbox.internal.upload.ImportUpload;

/** Processes an import: reads its files and writes its records. */
final class ImportRunner {

    /** A reference to a record of another file, resolved after all files have been read. */
    private record Reference(Links.End from, ObjectType toType, String key, AssociationSpec spec, Cell at) {
    }

    /** The position of a value in a file; {@code column} is null for a whole row. */
    record Cell(long fileId, long line, Integer column, List<String> row) {
    }

    private final Account account;
    private final ImportJob job;
    private final ImportPlan plan;
    private final ImportRowWriter rows;
    private final List<Reference> references = new ArrayList<>();
    private final Set<Links.End> written = new HashSet<>();

    ImportRunner(Account account, ImportJob job) {
        this.account = account;
        this.job = job;
        this.plan = job.upload().plan();
        this.rows = new ImportRowWriter(account, job, this::error);
    }

    /** Processes the import; returns false if it fails as a whole. */
    boolean run() {
        for (ImportPlan.FilePlan file : plan.files()) {
            if (!configured(file)) {
                return false;
            }
        }
        boolean complete = true;
        for (ImportPlan.FilePlan file : plan.files()) {
            long fileId = job.fileIds().get(file.fileName());
            try {
                new CsvRows(job.upload().files().get(file.fileName()))
                        .forEach(file.hasHeader(), (cells, line) -> row(file, fileId, cells, line));
            } catch (CsvParseException e) {
                error("COULD_NOT_PARSE_ROW", "The file cannot be read on", null, null, new Cell(fileId, 0, null, List.of()));
                complete = false;
            }
        }
        references.forEach(this::resolve);
        job.count("UNIQUE_OBJECTS_WRITTEN", written.size());
        return complete;
    }

    /** Reports mapping errors that HubSpot detects only when it processes the file; returns whether there is none. */
    private boolean configured(ImportPlan.FilePlan file) {
        Cell whole = new Cell(job.fileIds().get(file.fileName()), 0, null, List.of());
        int before = job.errors().size();
        if (file.spreadsheet()) {
            error("INVALID_SPREADSHEET", "The spreadsheet cannot be read", null, null, whole);
        }
        int unmapped = ImportUpload.unmapped(file, job.upload().files().get(file.fileName()));
        if (unmapped > 0) {
            job.count("UNMAPPED_COLUMNS", unmapped);
            error("INCORRECT_NUMBER_OF_COLUMNS", unmapped + " columns of the file are not mapped", null, null, whole);
        }
        for (int i = 0; i < file.columns().size(); i++) {
            ImportPlan.Column column = file.columns().get(i);
            if (column.type() == null || column.property() == null) {
                continue;
            }
            job.count("MAPPED_COLUMNS", 1);
            Property property = account.store(column.type()).property(column.property());
            Cell cell = new Cell(whole.fileId(), 0, i, List.of());
            if (property == null) {
                error("PROPERTY_DEFINITION_NOT_FOUND", "The property " + column.property() + " does not exist", column.type(),
                        column.property(), cell);
            } else if ("HUBSPOT_ALTERNATE_ID".equals(column.key()) && !property.unique()
                    || "HUBSPOT_OBJECT_ID".equals(column.key()) && !property.name().equals(SchemaDefaults.OBJECT_ID)
                    || column.key() == null && property.readOnly()) {
                error("INVALID_COLUMN_CONFIGURATION", column.property() + " cannot be imported with this column type",
                        column.type(), column.property(), cell);
            }
        }
        return job.errors().size() == before;
    }

    private void row(ImportPlan.FilePlan file, long fileId, List<String> cells, long line) {
        job.count("TOTAL_ROWS", 1);
        Cell whole = new Cell(fileId, line, null, cells);
        if (cells.size() != file.columns().size()) {
            error("INCORRECT_NUMBER_OF_COLUMNS",
                    "The row has " + cells.size() + " columns, the file has " + file.columns().size(), null, null, whole);
            return;
        }
        Map<ObjectType, Links.End> ends = new LinkedHashMap<>();
        for (ObjectType type : plan.types()) {
            if (file.columns().stream().anyMatch(column -> type.equals(column.type()))) {
                Links.End end = rows.write(type, plan.operations().getOrDefault(type, "UPSERT"), file, whole);
                if (end != null) {
                    ends.put(type, end);
                    written.add(end);
                }
            }
        }
        linkWithinRow(new ArrayList<>(ends.values()));
        for (int i = 0; i < cells.size(); i++) {
            ImportPlan.Column column = file.columns().get(i);
            Links.End from = column.toType() == null ? null : ends.get(column.type());
            if (from != null && !cells.get(i).isBlank()) {
                references.add(new Reference(from, column.toType(), cells.get(i).trim(), column.link(),
                        new Cell(fileId, line, i, cells)));
            }
        }
    }

    /** HubSpot associates the records of one row with each other. */
    private void linkWithinRow(List<Links.End> ends) {
        for (int i = 0; i < ends.size(); i++) {
            for (int k = i + 1; k < ends.size(); k++) {
                AssociationSpec spec = AssociationSpec.of(AssociationTypes.unlabelled(ends.get(i).type(), ends.get(k).type()));
                account.writer().associate(ends.get(i), ends.get(k), List.of(spec));
                job.count("ASSOCIATIONS_CREATED", 1);
            }
        }
    }

    private void resolve(Reference reference) {
        String property = plan.sharedProperty(reference.toType());
        StoredRecord to = property == null ? null : account.store(reference.toType()).byUnique(property, reference.key());
        if (to == null) {
            error("ASSOCIATION_RECORD_NOT_FOUND", "No record to associate with", reference.toType(), reference.key(),
                    reference.at());
            return;
        }
        account.writer().associate(reference.from(), new Links.End(reference.toType(), to.id()), List.of(reference.spec()));
        job.count("ASSOCIATIONS_CREATED", 1);
    }

    private void error(String errorType, String message, ObjectType type, String invalidValue, Cell at) {
        job.count("ERRORS", 1);
        job.errors().add(new ImportRowError(account.nextImportId(), account.now(), errorType, message, type, invalidValue,
                at.column(), at.fileId(), at.line(), at.row()));
    }
}
