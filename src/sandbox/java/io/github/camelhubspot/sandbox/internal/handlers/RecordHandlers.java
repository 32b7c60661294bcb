/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.AssociationInput;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.rules.Property;
import io.github.camelhubspot.sandbox.internal.rules.PropertyRules;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.ObjectStore;
import io.github.camelhubspot.sandbox.internal.state.StoredRecord;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.Cursor;
import io.github.camelhubspot.sandbox.internal.wire.Ids;
import io.github.camelhubspot.sandbox.internal.wire.ReceivedCall;
import io.github.camelhubspot.sandbox.internal.wire.Response;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** Lists, creates, reads, updates and archives single records. */
final class RecordHandlers {

    /** HubSpot accepts fewer records per call if they come with their history. */
    static final int MAX_WITH_HISTORY = 50;

    private final Account account;
    private final ObjectStore store;
    private final RecordJson json;

    RecordHandlers(Account account, ObjectStore store) {
        this.account = account;
        this.store = store;
        this.json = new RecordJson(account, store);
    }

    Response list(ReceivedCall call) {
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
        ObjectNode page = StrictJson.object();
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
        RecordJson.addPaging(page, next, call, account.lastPage());
        return Response.json(200, page);
    }

    public Response create(ReceivedCall call) {
        ObjectNode body = StrictJson.readObject(call.body());
        StrictJson.onlyFields(body, "the body", Set.of("properties", "associations"));
        Map<String, String> values = PropertyRules.read(body);
        StoredRecord created = account.writer().create(store, values, associations(body));
        return Response.json(201, json.written(created));
    }

    /** Reads the associations; rejects a lead without the field, if associations are required. */
    List<AssociationInput> associations(ObjectNode body) {
        List<AssociationInput> inputs = AssociationInput.read(body);
        if (inputs == null && store.type().isLead() && store.associationRequired()) {
            throw ApiError.missingField("associations");
        }
        return inputs;
    }

    public Response read(ReceivedCall call, String id) {
        boolean archived = call.flag("archived");
        List<String> properties = call.listParam("properties");
        List<String> history = call.listParam("propertiesWithHistory");
        List<ObjectType> toTypes = RecordJson.types(call.listParam("associations"));
        StoredRecord record = find(id, call.param("idProperty"), archived);
        ObjectNode node = json.read(record, properties, history);
        json.addAssociations(node, record, toTypes);
        return Response.json(200, node);
    }

    public Response update(ReceivedCall call, String id) {
        ObjectNode body = StrictJson.readObject(call.body());
        StrictJson.onlyFields(body, "the body", Set.of("properties"));
        Map<String, String> values = PropertyRules.read(body);
        StoredRecord record = find(id, call.param("idProperty"), false);
        return Response.json(200, json.written(account.writer().update(store, record, values)));
    }

    /** Archives a record; archiving an archived record has no effect and is not an error. */
    public Response archive(ReceivedCall call, String id) {
        long number = Ids.parse(id, "object id");
        StoredRecord record = store.get(number);
        if (record != null) {
            account.writer().archive(store, record);
        } else if (store.getArchived(number) == null) {
            throw notFound();
        }
        return Response.noContent();
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
        Property definition = store.property(property);
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
        StrictJson.requireArray(body, field).forEach(node -> {
            if (!node.isTextual()) {
                throw ApiError.invalid("Invalid input JSON: " + field + " must hold strings");
            }
            texts.add(node.textValue());
        });
        return texts;
    }
}
