/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.PropertyRules;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.Links;
import io.github.camelhubspot.sandbox.internal.state.ObjectStore;
import io.github.camelhubspot.sandbox.internal.state.StoredRecord;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.Ids;
import io.github.camelhubspot.sandbox.internal.wire.ReceivedCall;
import io.github.camelhubspot.sandbox.internal.wire.Response;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** Creates, reads, updates, upserts and archives batches of records. */
final class BatchHandlers {

    private static final Set<String> BATCH = Set.of("inputs");
    private static final Set<String> ID = Set.of("id");
    private static final Set<String> WRITE = Set.of("id", "idProperty", "properties", "objectWriteTraceId");
    private static final Set<String> CREATE = Set.of("properties", "associations", "objectWriteTraceId");
    private static final Set<String> READ = Set.of("inputs", "properties", "propertiesWithHistory", "idProperty");

    private final Account account;
    private final ObjectStore store;
    private final RecordHandlers single;
    private final RecordJson json;
    private final int createdStatus;

    /** {@code createdStatus} is the status of a complete create: 200 in version 2025-09, else 201. */
    BatchHandlers(Account account, ObjectStore store, int createdStatus) {
        this.account = account;
        this.store = store;
        this.single = new RecordHandlers(account, store);
        this.json = new RecordJson(account, store);
        this.createdStatus = createdStatus;
    }

    public Response create(ReceivedCall call) {
        List<ObjectNode> inputs = BatchInputs.read(body(call, BATCH), BatchInputs.MAX, CREATE);
        inputs.forEach(PropertyRules::read); // HubSpot rejects the whole call if one is not an object of strings
        boolean inputByInput = BatchInputs.allTraced(inputs);
        BatchResponse response = new BatchResponse(account, createdStatus);
        List<StoredRecord> created = new ArrayList<>();
        for (ObjectNode input : inputs) {
            String trace = StrictJson.optionalText(input, "objectWriteTraceId");
            try {
                Map<String, String> values = PropertyRules.read(input);
                StoredRecord record = account.writer().create(store, values, single.associations(input));
                created.add(record);
                response.result(json.written(record), trace);
            } catch (ApiError e) {
                if (!inputByInput) {
                    created.forEach(this::takeBack);
                    throw e;
                }
                response.error(e, null, trace);
            }
        }
        return response.toResponse();
    }

    /** Undoes a create, because without trace ids one invalid input fails the whole call. */
    private void takeBack(StoredRecord record) {
        account.writer().archive(store, record);
        store.records(true).remove(record.id());
        account.links().forget(new Links.End(store.type(), record.id()));
    }

    public Response read(ReceivedCall call) {
        ObjectNode body = body(call, READ);
        List<String> properties = RecordHandlers.texts(body, "properties");
        List<String> history = RecordHandlers.texts(body, "propertiesWithHistory");
        int max = history.isEmpty() ? BatchInputs.MAX : RecordHandlers.MAX_WITH_HISTORY;
        List<ObjectNode> inputs = BatchInputs.read(body, max, ID);
        String idProperty = StrictJson.optionalText(body, "idProperty");
        boolean byId = idProperty == null || SchemaDefaults.OBJECT_ID.equals(idProperty);
        if (!byId) {
            RecordHandlers.requireUnique(store, idProperty);
        }
        boolean archived = call.flag("archived");
        Set<String> ids = new LinkedHashSet<>();
        inputs.forEach(input -> ids.add(StrictJson.requireText(input, "id")));
        BatchResponse response = new BatchResponse(account, 200);
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            StoredRecord record;
            if (byId) {
                long number = Ids.parse(id, "object id");
                record = archived ? store.getArchived(number) : store.get(number);
            } else {
                record = store.byUnique(idProperty, id);
            }
            if (record == null) {
                missing.add(id);
            } else {
                response.result(json.read(record, properties, history), null);
            }
        }
        if (!missing.isEmpty()) {
            response.missing(missing);
        }
        return response.toResponse();
    }

    public Response update(ReceivedCall call) {
        return write(call, false);
    }

    Response upsert(ReceivedCall call) {
        return write(call, true);
    }

    private Response write(ReceivedCall call, boolean upsert) {
        List<ObjectNode> inputs = BatchInputs.read(body(call, BATCH), BatchInputs.MAX, WRITE);
        BatchInputs.rejectDuplicates(inputs);
        inputs.forEach(PropertyRules::read);
        BatchResponse response = new BatchResponse(account, 200);
        for (ObjectNode input : inputs) {
            String idProperty = StrictJson.optionalText(input, "idProperty");
            if (upsert && idProperty == null) {
                throw ApiError.missingField("idProperty");
            }
            if (idProperty != null && !SchemaDefaults.OBJECT_ID.equals(idProperty)) {
                RecordHandlers.requireUnique(store, idProperty);
            }
        }
        for (ObjectNode input : inputs) {
            String id = StrictJson.requireText(input, "id");
            String trace = StrictJson.optionalText(input, "objectWriteTraceId");
            try {
                response.result(upsert ? upsertOne(input, id) : updateOne(input, id), trace);
            } catch (ApiError e) {
                response.error(e, id, trace);
            }
        }
        return response.toResponse();
    }

    private ObjectNode updateOne(ObjectNode input, String id) {
        Map<String, String> values = PropertyRules.read(input);
        StoredRecord record = find(input, id);
        if (record == null) {
            throw ApiError.notFound("No " + store.type().singular() + " with id " + id + " exists");
        }
        return json.written(account.writer().update(store, record, values));
    }

    private ObjectNode upsertOne(ObjectNode input, String id) {
        Map<String, String> values = PropertyRules.read(input);
        StoredRecord record = find(input, id);
        if (record != null) {
            return json.written(account.writer().update(store, record, values)).put("new", false);
        }
        String idProperty = input.get("idProperty").textValue();
        if (SchemaDefaults.OBJECT_ID.equals(idProperty)) {
            if (!store.upsertByObjectId()) {
                throw ApiError.notFound("No " + store.type().singular() + " with id " + id + " exists; ids are given by HubSpot");
            }
        } else {
            values.put(idProperty, id);
        }
        Map<String, String> kept = PropertyRules.check(store::property, values);
        account.writer().checkRequired(store, kept);
        StoredRecord created = account.writer().createBare(store, account.nextId(), kept, "API");
        return json.written(created).put("new", true);
    }

    private StoredRecord find(ObjectNode input, String id) {
        String idProperty = StrictJson.optionalText(input, "idProperty");
        if (idProperty == null || SchemaDefaults.OBJECT_ID.equals(idProperty)) {
            return store.get(Ids.parse(id, "object id"));
        }
        return store.byUnique(idProperty, id);
    }

    /** Archives records; ignores ids that no live record has, as HubSpot does. */
    public Response archive(ReceivedCall call) {
        List<ObjectNode> inputs = BatchInputs.read(body(call, BATCH), BatchInputs.MAX, ID);
        List<Long> ids = new ArrayList<>();
        inputs.forEach(input -> ids.add(Ids.parse(StrictJson.requireText(input, "id"), "object id")));
        for (long id : ids) {
            StoredRecord record = store.get(id);
            if (record != null) {
                account.writer().archive(store, record);
            }
        }
        return Response.noContent();
    }

    private static ObjectNode body(ReceivedCall call, Set<String> fields) {
        ObjectNode body = StrictJson.readObject(call.body());
        StrictJson.onlyFields(body, "the body", fields);
        return body;
    }
}
