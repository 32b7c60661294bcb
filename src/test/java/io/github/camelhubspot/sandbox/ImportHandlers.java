/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The five calls about imports. */
final class ImportHandlers {

    private static final int DEFAULT_PAGE = 10;

    /** An order that is stable for paging and is neither oldest nor newest first, as HubSpot promises none. */
    private static final Comparator<ImportJob> LIST_ORDER =
            Comparator.<ImportJob>comparingLong(job -> job.id() * 31 % 7).thenComparingLong(ImportJob::id);

    private final Account account;

    ImportHandlers(Account account) {
        this.account = account;
    }

    Answer start(Call call) {
        ImportEngine imports = account.imports();
        ImportUpload upload = ImportUpload.read(call, imports.rowLimit(), imports.sizeLimit());
        return Answer.json(200, imports.start(call.account(), upload.plan().name(), upload).toJson());
    }

    Answer list(Call call) {
        List<ImportJob> visible = new ArrayList<>();
        for (ImportJob job : account.imports().all()) {
            if (job.visibleTo(call.account())) {
                visible.add(job);
            }
        }
        visible.sort(LIST_ORDER);
        return page(call, DEFAULT_PAGE, visible, ImportJob::id, ImportJob::toJson);
    }

    Answer get(Call call, String id) {
        return Answer.json(200, find(call, id).toJson());
    }

    Answer errors(Call call, String id) {
        boolean withMessage = call.flag("includeErrorMessage");
        boolean withRow = call.flag("includeRowData");
        ImportJob job = find(call, id);
        return page(call, DEFAULT_PAGE, job.errors(), ImportRowError::id, error -> error.toJson(withMessage, withRow));
    }

    Answer cancel(Call call, String id) {
        ImportJob job = find(call, id);
        if (!job.isCancelable()) {
            throw ApiError.invalid("The import " + id + " is " + job.state() + " and cannot be canceled");
        }
        account.imports().enter(job, ImportJob.CANCELED, account.now());
        ObjectNode body = Json.object();
        String now = Json.iso(account.now());
        body.put("status", "COMPLETE").put("requestedAt", now).put("startedAt", now).put("completedAt", now);
        body.putObject("links");
        return Answer.json(200, body);
    }

    private ImportJob find(Call call, String id) {
        ImportJob job = account.imports().get(Ids.parse(id, "import id"));
        if (job == null || !job.visibleTo(call.account())) {
            throw ApiError.notFound("No import with id " + id + " exists");
        }
        return job;
    }

    private <T> Answer page(Call call, int defaultLimit, List<T> all, Function<T, Long> id, Function<T, ObjectNode> json) {
        int limit = call.intParam("limit", defaultLimit, 1, account.imports().maxPageSize());
        int from = 0;
        if (call.param("after") != null) {
            long after = Cursor.id(call.param("after"));
            while (from < all.size() && id.apply(all.get(from)) != after) {
                from++;
            }
            if (from == all.size()) {
                throw ApiError.invalid("The given paging cursor is not valid");
            }
            from++;
        }
        int to = Math.min(all.size(), from + limit);
        ObjectNode body = Json.object();
        ArrayNode results = body.putArray("results");
        all.subList(from, to).forEach(one -> results.add(json.apply(one)));
        RecordJson.addPaging(body, to < all.size() ? Cursor.after(id.apply(all.get(to - 1))) : null, call, account.pagingStyle());
        return Answer.json(200, body);
    }
}
