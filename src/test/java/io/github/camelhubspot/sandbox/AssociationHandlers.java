/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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

    Answer list(Call call, String fromId, ObjectType to) {
        Links.End end = existing(from, fromId);
        int limit = call.intParam("limit", MAX_PAGE, 1, MAX_PAGE);
        ObjectNode page = Json.object();
        String next = addTargets(page.putArray("results"), targets(end, to), call.param("after"), limit);
        RecordJson.addPaging(page, next, call, account.pagingStyle());
        return Answer.json(200, page);
    }

    /** The associations of many records; those that have none are told as an error each. */
    Answer readBatch(Call call, ObjectType to) {
        ObjectNode body = Json.readObject(call.body());
        Json.onlyFields(body, "the body", Set.of("inputs"));
        BatchAnswer answer = new BatchAnswer(account, 200);
        for (ObjectNode input : BatchInputs.read(body, MAX_READ, Set.of("id", "after"))) {
            String id = Json.requireText(input, "id");
            String after = Json.optionalText(input, "after");
            TreeMap<Long, ArrayNode> byTarget = targets(new Links.End(from, Ids.parse(id, "object id")), to);
            if (byTarget.isEmpty()) {
                answer.error(ApiError.notFound("No " + to.singular() + " is associated with " + from.singular() + " " + id + ".")
                        .subCategory("crm.associations.NO_ASSOCIATIONS_FOUND"), id, null);
                continue;
            }
            ObjectNode result = Json.object();
            result.putObject("from").put("id", id);
            String next = addTargets(result.putArray("to"), byTarget, after, MAX_PAGE);
            if (next != null) {
                result.putObject("paging").putObject("next").put("after", next);
            }
            answer.result(result, null);
        }
        return answer.answer();
    }

    Answer associateDefault(Call call, String fromId, ObjectType to, String toId) {
        Links.End fromEnd = existing(from, fromId);
        Links.End toEnd = existing(to, toId);
        AssociationSpec spec = AssociationSpec.of(AssociationTypes.unlabelled(from, to));
        account.writer().associate(fromEnd, toEnd, List.of(spec));
        BatchAnswer answer = new BatchAnswer(account, 200);
        ObjectNode result = Json.object();
        result.putObject("from").put("id", fromId);
        result.putObject("to").put("id", toId);
        result.set("associationSpec", spec.toJson());
        answer.result(result, null);
        return answer.answer();
    }

    Answer associate(Call call, String fromId, ObjectType to, String toId) {
        List<AssociationSpec> specs = AssociationSpec.readAll(readArray(call.body()), "association types");
        Links.End fromEnd = existing(from, fromId);
        Links.End toEnd = existing(to, toId);
        account.writer().associate(fromEnd, toEnd, specs);
        ObjectNode body = Json.object();
        body.put("fromObjectTypeId", from.id()).put("fromObjectId", fromId);
        body.put("toObjectTypeId", to.id()).put("toObjectId", toId);
        TreeSet<String> labels = new TreeSet<>();
        account.links().of(fromEnd, to).stream().filter(link -> link.to().equals(toEnd)).map(AssociationHandlers::label)
                .filter(label -> label != null).forEach(labels::add);
        body.set("labels", Json.array(labels));
        return Answer.json(201, body);
    }

    Answer remove(Call call, String fromId, ObjectType to, String toId) {
        Links.End fromEnd = existing(from, fromId);
        account.writer().dissociate(fromEnd, new Links.End(to, Ids.parse(toId, "object id")), null);
        return Answer.noContent();
    }

    /** Removes single labels and leaves the pair's other associations. */
    Answer archiveLabels(Call call, ObjectType to) {
        ObjectNode body = Json.readObject(call.body());
        Json.onlyFields(body, "the body", Set.of("inputs"));
        List<ObjectNode> inputs = BatchInputs.read(body, BatchInputs.MAX, Set.of("from", "to", "types"));
        for (ObjectNode input : inputs) {
            List<AssociationSpec> specs = AssociationSpec.readAll(input.get("types"), "types");
            specs.forEach(spec -> spec.checkDirection(from, to));
            Links.End fromEnd = new Links.End(from, Ids.parse(endId(input, "from"), "object id"));
            Links.End toEnd = new Links.End(to, Ids.parse(endId(input, "to"), "object id"));
            account.writer().dissociate(fromEnd, toEnd, specs);
        }
        return Answer.noContent();
    }

    private TreeMap<Long, ArrayNode> targets(Links.End end, ObjectType to) {
        TreeMap<Long, ArrayNode> byTarget = new TreeMap<>();
        for (Links.Link link : account.links().of(end, to)) {
            byTarget.computeIfAbsent(link.to().id(), id -> Json.MAPPER.createArrayNode()).addObject()
                    .put("category", link.spec().category()).put("typeId", link.spec().typeId()).put("label", label(link));
        }
        return byTarget;
    }

    /** @return the cursor of the next page; null on the last one */
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
        ObjectNode end = Json.requireObject(input.get(field), field);
        Json.onlyFields(end, field, Set.of("id"));
        return Json.requireText(end, "id");
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
            JsonNode node = Json.MAPPER.readTree(body);
            if (node instanceof ArrayNode) {
                return node;
            }
        } catch (IOException e) {
            throw ApiError.invalid("Invalid input JSON: " + e.getMessage());
        }
        throw ApiError.invalid("Invalid input JSON on line 1, column 1: an array is expected");
    }
}
