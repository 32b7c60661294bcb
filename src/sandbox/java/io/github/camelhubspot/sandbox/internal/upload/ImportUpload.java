/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.upload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.MultipartBody;
import io.github.camelhubspot.sandbox.internal.wire.ReceivedCall;

/** The body that starts an import: the request and the files that it names, checked against each other. */
public record ImportUpload(ImportPlan plan, Map<String, MultipartBody.Part> files) {

    private static final int MAX_COLUMNS = 1000;

    public static ImportUpload read(ReceivedCall call, int rowLimit, long sizeLimit) {
        MultipartBody.Part request = null;
        List<MultipartBody.Part> uploads = new ArrayList<>();
        for (MultipartBody.Part part : MultipartBody.parse(call.header("Content-Type"), call.body())) {
            if (part.contentTypes().size() > 1) {
                throw ApiError.invalid("A part of the body has more than one Content-Type");
            }
            if ("files".equals(part.name())) {
                uploads.add(part);
            } else if ("importRequest".equals(part.name()) && request == null) {
                request = part;
            } else {
                throw ApiError.invalid("Unexpected part '" + part.name() + "': files and importRequest are expected");
            }
        }
        if (request == null || request.length() == 0) {
            throw ApiError.missingField("importRequest");
        }
        ImportPlan plan = ImportPlan.read(request.text().getBytes(StandardCharsets.UTF_8));
        Map<String, MultipartBody.Part> files = byName(plan, uploads);
        for (ImportPlan.FilePlan file : plan.files()) {
            check(file, files.get(file.fileName()), rowLimit, sizeLimit);
        }
        return new ImportUpload(plan, files);
    }

    private static Map<String, MultipartBody.Part> byName(ImportPlan plan, List<MultipartBody.Part> uploads) {
        Map<String, MultipartBody.Part> files = new LinkedHashMap<>();
        for (MultipartBody.Part upload : uploads) {
            if (upload.fileName() == null || upload.fileName().isEmpty()) {
                throw ApiError.invalid("A part named files has no file name");
            }
            if (files.put(upload.fileName(), upload) != null) {
                throw ApiError.invalid("The file " + upload.fileName() + " was uploaded more than once");
            }
        }
        Set<String> named = new HashSet<>();
        for (ImportPlan.FilePlan file : plan.files()) {
            if (!named.add(file.fileName())) {
                throw ApiError.invalid("The request names the file " + file.fileName() + " more than once");
            }
            if (!files.containsKey(file.fileName())) {
                throw ApiError.invalid("No file named " + file.fileName() + " was uploaded; uploaded: " + files.keySet())
                        .detail("fileName does not match an uploaded file", "FILE_NOT_FOUND", "fileName");
            }
        }
        if (!named.equals(files.keySet())) {
            throw ApiError.invalid("The request does not describe every uploaded file: " + files.keySet());
        }
        return files;
    }

    private static void check(ImportPlan.FilePlan plan, MultipartBody.Part file, int rowLimit, long sizeLimit) {
        if (file.length() > sizeLimit) {
            throw new ApiError(429, "RATE_LIMITS", "The file " + plan.fileName() + " is larger than " + sizeLimit + " bytes");
        }
        if (plan.columns().size() >= MAX_COLUMNS) {
            throw ApiError.invalid("A file must have fewer than " + MAX_COLUMNS + " columns");
        }
        if (plan.spreadsheet()) {
            return;
        }
        CsvRows rows = new CsvRows(file);
        if (rows.moreThan(rowLimit)) {
            throw new ApiError(429, "RATE_LIMITS", "The file " + plan.fileName() + " has more than " + rowLimit + " rows");
        }
        List<String> header = rows.first();
        if (header.size() >= MAX_COLUMNS) {
            throw ApiError.invalid("A file must have fewer than " + MAX_COLUMNS + " columns");
        }
        if (plan.columns().size() > header.size()) {
            throw ApiError.invalid("Incorrect number of columns: " + plan.columns().size() + " are mapped, the file "
                    + plan.fileName() + " has " + header.size());
        }
        for (int i = 0; plan.hasHeader() && i < plan.columns().size(); i++) {
            if (!plan.columns().get(i).name().equals(header.get(i))) {
                throw ApiError.invalid("Column " + i + " of " + plan.fileName() + " is '" + header.get(i)
                        + "' but is mapped as '" + plan.columns().get(i).name() + "'; mappings follow the order of the file");
            }
        }
    }

    /** Returns the number of unmapped columns. HubSpot accepts them at the start, but fails when it processes the file. */
    public static int unmapped(ImportPlan.FilePlan plan, MultipartBody.Part file) {
        return plan.spreadsheet() ? 0 : new CsvRows(file).first().size() - plan.columns().size();
    }
}
