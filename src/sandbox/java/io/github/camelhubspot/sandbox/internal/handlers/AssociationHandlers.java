/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.AssociationSpec;
import io.github.camelhubspot.sandbox.internal.rules.AssociationTypes;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.Links;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.Cursor;
import io.github.camelhubspot.sandbox.internal.wire.Ids;
import io.github.camelhubspot.sandbox.internal.wire.ReceivedCall;
import io.github.camelhubspot.sandbox.internal.wire.Response;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** Associations between two records. */
final class AssociationHandlers {

    private static final int MAX_PAGE = 500;
    private static final int MAX_READ = 1_000;

    private final Account account;
    private final ObjectType from;

    AssociationHandlers(Account account, ObjectType from) {
        this.account = account;
        this.from = from;
    }

    Response list(ReceivedCall call, String fromId, ObjectType to) {
        Links.End end = existing(from, fromId);
        int limit = call.intParam("limit", MAX_PAGE, 1, MAX_PAGE);
        ObjectNode page = StrictJson.object();
        String next = addTargets(page.putArray("results"), targets(end, to), call.param("after"), limit);
        RecordJson.addPaging(page, next, call, account.lastPage());
        return Response.json(200, page);
    }

    /** Returns the associations of many records, with an error for each record that has none. */
    Response readBatch(ReceivedCall call, ObjectType to) {
        ObjectNode body = StrictJson.readObject(call.body());
        StrictJson.onlyFields(body, "the body", Set.of("inputs"));
        BatchResponse response = new BatchResponse(account, 200);
        for (ObjectNode input : BatchInputs.read(body, MAX_READ, Set.of("id", "after"))) {
            String id = StrictJson.requireText(input, "id");
            String after = StrictJson.optionalText(input, "after");
            TreeMap<Long, ArrayNode> byTarget = targets(new Links.End(from, Ids.parse(id, "object id")), to);
            if (byTarget.isEmpty()) {
                response.error(ApiError.notFound(
                        "No " + to.singular() + " is associated with " + from.singular() + " " + id + ".")
                        .subCategory("crm.associations.NO_ASSOCIATIONS_FOUND"), id, null);
                continue;
            }
            ObjectNode result = StrictJson.object();
            result.putObject("from").put("id", id);
            String next = addTargets(result.putArray("to"), byTarget, after, MAX_PAGE);
            if (next != null) {
                result.putObject("paging").putObject("next").put("after", next);
            }
            response.result(result, null);
        }
        return response.toResponse();
    }

    Response associateDefault(ReceivedCall call, String fromId, ObjectType to, String toId) {
        Links.End fromEnd = existing(from, fromId);
        Links.End toEnd = existing(to, toId);
        AssociationSpec spec = AssociationSpec.of(AssociationTypes.unlabelled(from, to));
        account.writer().associate(fromEnd, toEnd, List.of(spec));
        BatchResponse response = new BatchResponse(account, 200);
        ObjectNode result = StrictJson.object();
        result.putObject("from").put("id", fromId);
        result.putObject("to").put("id", toId);
        result.set("associationSpec", spec.toJson());
        response.result(result, null);
        return response.toResponse();
    }

    public Response associate(ReceivedCall call, String fromId, ObjectType to, String toId) {
        List<AssociationSpec> specs = AssociationSpec.readAll(readArray(call.body()), "association types");
        Links.End fromEnd = existing(from, fromId);
        Links.End toEnd = existing(to, toId);
        account.writer().associate(fromEnd, toEnd, specs);
        ObjectNode body = StrictJson.object();
        body.put("fromObjectTypeId", from.id()).put("fromObjectId", fromId);
        body.put("toObjectTypeId", to.id()).put("toObjectId", toId);
        TreeSet<String> labels = new TreeSet<>();
        account.links().of(fromEnd, to).stream().filter(link -> link.to().equals(toEnd)).map(AssociationHandlers::label)
                .filter(label -> label != null).forEach(labels::add);
        body.set("labels", StrictJson.array(labels));
        return Response.json(201, body);
    }

    public Response remove(ReceivedCall call, String fromId, ObjectType to, String toId) {
        Links.End fromEnd = existing(from, fromId);
        account.writer().dissociate(fromEnd, new Links.End(to, Ids.parse(toId, "object id")), null);
        return Response.noContent();
    }

    /** Removes the named associations of pairs and keeps the others. */
    Response archiveLabels(ReceivedCall call, ObjectType to) {
        ObjectNode body = StrictJson.readObject(call.body());
        StrictJson.onlyFields(body, "the body", Set.of("inputs"));
        List<ObjectNode> inputs = BatchInputs.read(body, BatchInputs.MAX, Set.of("from", "to", "types"));
        for (ObjectNode input : inputs) {
            List<AssociationSpec> specs = AssociationSpec.readAll(input.get("types"), "types");
            specs.forEach(spec -> spec.checkDirection(from, to));
            Links.End fromEnd = new Links.End(from, Ids.parse(endId(input, "from"), "object id"));
            Links.End toEnd = new Links.End(to, Ids.parse(endId(input, "to"), "object id"));
            account.writer().dissociate(fromEnd, toEnd, specs);
        }
        return Response.noContent();
    }

    private TreeMap<Long, ArrayNode> targets(Links.End end, ObjectType to) {
        TreeMap<Long, ArrayNode> byTarget = new TreeMap<>();
        for (Links.Link link : account.links().of(end, to)) {
            byTarget.computeIfAbsent(link.to().id(), id -> StrictJson.MAPPER.createArrayNode()).addObject()
                    .put("category", link.spec().category()).put("typeId", link.spec().typeId()).put("label", label(link));
        }
        return byTarget;
    }

    /** Adds a page of targets; returns the cursor of the next page, or null on the last one. */
    private static String addTargets(ArrayNode results, TreeMap<Long, ArrayNode> byTarget, String after, int limit) {
        long last = after == null ? -1 : Cursor.id(after);
        for (var entry : byTarget.tailMap(last, false).entrySet()) {
            if (results.size() == limit) {
                return Cursor.after(last);
            }
            results.addObject().put("toObjectId", Long.toString(entry.getKey())).set("associationTypes", entry.getValue());
            last = entry.getKey();
        }
        return null;
    }

    private static String endId(ObjectNode input, String field) {
        if (input.get(field) == null) {
            throw ApiError.missingField(field);
        }
        ObjectNode end = StrictJson.requireObject(input.get(field), field);
        StrictJson.onlyFields(end, field, Set.of("id"));
        return StrictJson.requireText(end, "id");
    }

    private Links.End existing(ObjectType type, String id) {
        long number = Ids.parse(id, "object id");
        if (account.store(type).get(number) == null) {
            throw ApiError.notFound("No " + type.singular() + " with id " + id + " exists");
        }
        return new Links.End(type, number);
    }

    private static String label(Links.Link link) {
        AssociationTypes.Definition definition = AssociationTypes.find(link.spec().typeId());
        return definition != null && definition.primary() ? "Primary" : null;
    }

    private static JsonNode readArray(byte[] body) {
        try {
            JsonNode node = StrictJson.MAPPER.readTree(body);
            if (node instanceof ArrayNode) {
                return node;
            }
        } catch (IOException e) {
            throw ApiError.invalid("Invalid input JSON: " + e.getMessage());
        }
        throw ApiError.invalid("Invalid input JSON on line 1, column 1: an array is expected");
    }
}
