/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** List, create, read, update and archive of single records. */
final class RecordHandlers {

    /** With history the largest page shrinks. */
    static final int MAX_WITH_HISTORY = 50;

    private final Account account;
    private final ObjectStore store;
    private final RecordJson json;

    RecordHandlers(Account account, ObjectStore store) {
        this.account = account;
        this.store = store;
        this.json = new RecordJson(account, store);
    }

    Answer list(Call call) {
        List<String> properties = call.listParam("properties");
        List<String> history = call.listParam("propertiesWithHistory");
        List<ObjectType> toTypes = RecordJson.types(call.listParam("associations"));
        int limit = call.intParam("limit", 10, 1, history.isEmpty() ? 100 : MAX_WITH_HISTORY);
        boolean archived = call.flag("archived");
        String after = call.param("after");
        NavigableMap<Long, StoredRecord> rest = store.records(archived);
        if (after != null) {
            rest = rest.tailMap(Cursor.id(after), false);
        }
        ObjectNode page = Json.object();
        ArrayNode results = page.putArray("results");
        String next = null;
        long last = 0;
        for (StoredRecord record : rest.values()) {
            if (results.size() == limit) {
                next = Cursor.after(last);
                break;
            }
            ObjectNode node = json.read(record, properties, history);
            json.addAssociations(node, record, toTypes);
            results.add(node);
            last = record.id();
        }
        RecordJson.addPaging(page, next, call, account.pagingStyle());
        return Answer.json(200, page);
    }

    Answer create(Call call) {
        ObjectNode body = Json.readObject(call.body());
        Json.onlyFields(body, "the body", Set.of("properties", "associations"));
        Map<String, String> values = PropertyRules.read(body);
        StoredRecord created = account.writer().create(store, values, associations(body));
        return Answer.json(201, json.written(created));
    }

    /** Leads need the field, even if only as an empty list; other types may go without. */
    List<AssociationInput> associations(ObjectNode body) {
        List<AssociationInput> inputs = AssociationInput.read(body);
        if (inputs == null && store.type().isLead() && store.associationRequired()) {
            throw ApiError.missingField("associations");
        }
        return inputs;
    }

    Answer read(Call call, String id) {
        boolean archived = call.flag("archived");
        List<String> properties = call.listParam("properties");
        List<String> history = call.listParam("propertiesWithHistory");
        List<ObjectType> toTypes = RecordJson.types(call.listParam("associations"));
        StoredRecord record = find(id, call.param("idProperty"), archived);
        ObjectNode node = json.read(record, properties, history);
        json.addAssociations(node, record, toTypes);
        return Answer.json(200, node);
    }

    Answer update(Call call, String id) {
        ObjectNode body = Json.readObject(call.body());
        Json.onlyFields(body, "the body", Set.of("properties"));
        Map<String, String> values = PropertyRules.read(body);
        StoredRecord record = find(id, call.param("idProperty"), false);
        return Answer.json(200, json.written(account.writer().update(store, record, values)));
    }

    /** Archiving what is already in the recycle bin changes nothing and is no error. */
    Answer archive(Call call, String id) {
        long number = Ids.parse(id, "object id");
        StoredRecord record = store.get(number);
        if (record != null) {
            account.writer().archive(store, record);
        } else if (store.getArchived(number) == null) {
            throw notFound();
        }
        return Answer.noContent();
    }

    private StoredRecord find(String id, String idProperty, boolean archived) {
        StoredRecord found;
        if (idProperty == null || SchemaDefaults.OBJECT_ID.equals(idProperty)) {
            long number = Ids.parse(id, "object id");
            found = archived ? store.getArchived(number) : store.get(number);
        } else {
            requireUnique(store, idProperty);
            found = archived ? null : store.byUnique(idProperty, id);
        }
        if (found == null) {
            throw notFound();
        }
        return found;
    }

    static void requireUnique(ObjectStore store, String property) {
        SandboxProperty definition = store.property(property);
        if (definition == null || !definition.unique()) {
            throw ApiError.invalid("Property " + property + " is not a unique identifier property of " + store.type().plural())
                    .detail("not a unique property", "INVALID_ID_PROPERTY", property);
        }
    }

    private static ApiError notFound() {
        return ApiError.notFound("Object not found. objectId may be wrong, or the record is archived");
    }

    static List<String> texts(ObjectNode body, String field) {
        List<String> texts = new ArrayList<>();
        if (body.get(field) == null || body.get(field).isNull()) {
            return texts;
        }
        Json.requireArray(body, field).forEach(node -> {
            if (!node.isTextual()) {
                throw ApiError.invalid("Invalid input JSON: " + field + " must hold strings");
            }
            texts.add(node.textValue());
        });
        return texts;
    }
}
