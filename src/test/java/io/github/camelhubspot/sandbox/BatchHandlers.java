/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The five batch calls. */
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

    /** Answers a create with 201, or 200 as the 2025-09 version does. */
    BatchHandlers(Account account, ObjectStore store, int createdStatus) {
        this.account = account;
        this.store = store;
        this.single = new RecordHandlers(account, store);
        this.json = new RecordJson(account, store);
        this.createdStatus = createdStatus;
    }

    Answer create(Call call) {
        List<ObjectNode> inputs = BatchInputs.read(body(call, BATCH), BatchInputs.MAX, CREATE);
        inputs.forEach(PropertyRules::read); // what is no properties object is refused as a whole, with trace ids too
        boolean inputByInput = BatchInputs.allTraced(inputs);
        BatchAnswer answer = new BatchAnswer(account, createdStatus);
        List<StoredRecord> created = new ArrayList<>();
        for (ObjectNode input : inputs) {
            String trace = Json.optionalText(input, "objectWriteTraceId");
            try {
                Map<String, String> values = PropertyRules.read(input);
                StoredRecord record = account.writer().create(store, values, single.associations(input));
                created.add(record);
                answer.result(json.written(record), trace);
            } catch (ApiError e) {
                if (!inputByInput) {
                    created.forEach(this::takeBack);
                    throw e;
                }
                answer.error(e, null, trace);
            }
        }
        return answer.answer();
    }

    /** Without trace ids one bad input fails the call, so nothing of it may stay. */
    private void takeBack(StoredRecord record) {
        account.writer().archive(store, record);
        store.records(true).remove(record.id());
        account.links().forget(new Links.End(store.type(), record.id()));
    }

    Answer read(Call call) {
        ObjectNode body = body(call, READ);
        List<String> properties = RecordHandlers.texts(body, "properties");
        List<String> history = RecordHandlers.texts(body, "propertiesWithHistory");
        int max = history.isEmpty() ? BatchInputs.MAX : RecordHandlers.MAX_WITH_HISTORY;
        List<ObjectNode> inputs = BatchInputs.read(body, max, ID);
        String idProperty = Json.optionalText(body, "idProperty");
        boolean byId = idProperty == null || SchemaDefaults.OBJECT_ID.equals(idProperty);
        if (!byId) {
            RecordHandlers.requireUnique(store, idProperty);
        }
        boolean archived = call.flag("archived");
        Set<String> ids = new LinkedHashSet<>();
        inputs.forEach(input -> ids.add(Json.requireText(input, "id")));
        BatchAnswer answer = new BatchAnswer(account, 200);
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
                answer.result(json.read(record, properties, history), null);
            }
        }
        if (!missing.isEmpty()) {
            answer.missing(missing);
        }
        return answer.answer();
    }

    Answer update(Call call) {
        return write(call, false);
    }

    Answer upsert(Call call) {
        return write(call, true);
    }

    private Answer write(Call call, boolean upsert) {
        List<ObjectNode> inputs = BatchInputs.read(body(call, BATCH), BatchInputs.MAX, WRITE);
        BatchInputs.refuseDuplicates(inputs);
        inputs.forEach(PropertyRules::read);
        BatchAnswer answer = new BatchAnswer(account, 200);
        for (ObjectNode input : inputs) {
            String idProperty = Json.optionalText(input, "idProperty");
            if (upsert && idProperty == null) {
                throw ApiError.missingField("idProperty");
            }
            if (idProperty != null && !SchemaDefaults.OBJECT_ID.equals(idProperty)) {
                RecordHandlers.requireUnique(store, idProperty);
            }
        }
        for (ObjectNode input : inputs) {
            String id = Json.requireText(input, "id");
            String trace = Json.optionalText(input, "objectWriteTraceId");
            try {
                answer.result(upsert ? upsertOne(input, id) : updateOne(input, id), trace);
            } catch (ApiError e) {
                answer.error(e, id, trace);
            }
        }
        return answer.answer();
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
        Map<String, String> kept = PropertyRules.check(store, values);
        account.writer().checkRequired(store, kept);
        StoredRecord created = account.writer().createBare(store, account.nextId(), kept, "API");
        return json.written(created).put("new", true);
    }

    private StoredRecord find(ObjectNode input, String id) {
        String idProperty = Json.optionalText(input, "idProperty");
        if (idProperty == null || SchemaDefaults.OBJECT_ID.equals(idProperty)) {
            return store.get(Ids.parse(id, "object id"));
        }
        return store.byUnique(idProperty, id);
    }

    /** Archiving a batch is idempotent: what is not there is archived already. */
    Answer archive(Call call) {
        List<ObjectNode> inputs = BatchInputs.read(body(call, BATCH), BatchInputs.MAX, ID);
        List<Long> ids = new ArrayList<>();
        inputs.forEach(input -> ids.add(Ids.parse(Json.requireText(input, "id"), "object id")));
        for (long id : ids) {
            StoredRecord record = store.get(id);
            if (record != null) {
                account.writer().archive(store, record);
            }
        }
        return Answer.noContent();
    }

    private static ObjectNode body(Call call, Set<String> fields) {
        ObjectNode body = Json.readObject(call.body());
        Json.onlyFields(body, "the body", fields);
        return body;
    }
}
