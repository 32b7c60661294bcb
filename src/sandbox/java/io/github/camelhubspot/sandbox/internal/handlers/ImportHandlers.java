/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.ImportEngine;
import io.github.camelhubspot.sandbox.internal.state.ImportJob;
import io.github.camelhubspot.sandbox.internal.state.ImportRowError;
import io.github.camelhubspot.sandbox.internal.upload.ImportUpload;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.Cursor;
import io.github.camelhubspot.sandbox.internal.wire.Ids;
import io.github.camelhubspot.sandbox.internal.wire.ReceivedCall;
import io.github.camelhubspot.sandbox.internal.wire.Response;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** Starts, lists, reads and cancels imports, and lists their errors. */
final class ImportHandlers {

    private static final int DEFAULT_PAGE = 10;

    /** Stable for paging, but neither by age nor by id, because HubSpot guarantees no order. */
    private static final Comparator<ImportJob> LIST_ORDER =
            Comparator.<ImportJob>comparingLong(job -> job.id() * 31 % 7).thenComparingLong(ImportJob::id);

    private final Account account;

    ImportHandlers(Account account) {
        this.account = account;
    }

    public Response start(ReceivedCall call) {
        ImportEngine imports = account.imports();
        ImportUpload upload = ImportUpload.read(call, imports.rowLimit(), imports.sizeLimit());
        return Response.json(200, imports.start(call.account(), upload.plan().name(), upload).toJson());
    }

    Response list(ReceivedCall call) {
        List<ImportJob> visible = new ArrayList<>();
        for (ImportJob job : account.imports().all()) {
            if (job.visibleTo(call.account())) {
                visible.add(job);
            }
        }
        visible.sort(LIST_ORDER);
        return page(call, visible, ImportJob::id, ImportJob::toJson);
    }

    public Response get(ReceivedCall call, String id) {
        return Response.json(200, find(call, id).toJson());
    }

    public Response errors(ReceivedCall call, String id) {
        boolean withMessage = call.flag("includeErrorMessage");
        boolean withRow = call.flag("includeRowData");
        ImportJob job = find(call, id);
        return page(call, job.errors(), ImportRowError::id, error -> error.toJson(withMessage, withRow));
    }

    Response cancel(ReceivedCall call, String id) {
        ImportJob job = find(call, id);
        if (!job.isCancelable()) {
            throw ApiError.invalid("The import " + id + " is " + job.state() + " and cannot be canceled");
        }
        account.imports().enter(job, ImportJob.CANCELED, account.now());
        ObjectNode body = StrictJson.object();
        String now = StrictJson.iso(account.now());
        body.put("status", "COMPLETE").put("requestedAt", now).put("startedAt", now).put("completedAt", now);
        body.putObject("links");
        return Response.json(200, body);
    }

    private ImportJob find(ReceivedCall call, String id) {
        ImportJob job = account.imports().get(Ids.parse(id, "import id"));
        if (job == null || !job.visibleTo(call.account())) {
            throw ApiError.notFound("No import with id " + id + " exists");
        }
        return job;
    }

    private <T> Response page(ReceivedCall call, List<T> all, Function<T, Long> id, Function<T, ObjectNode> json) {
        int limit = call.intParam("limit", DEFAULT_PAGE, 1, account.imports().maxPageSize());
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
        ObjectNode body = StrictJson.object();
        ArrayNode results = body.putArray("results");
        all.subList(from, to).forEach(one -> results.add(json.apply(one)));
        RecordJson.addPaging(body, to < all.size() ? Cursor.after(id.apply(all.get(to - 1))) : null, call, account.lastPage());
        return Response.json(200, body);
    }
}
