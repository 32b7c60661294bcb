/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.AssociationTypes;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.Links;
import io.github.camelhubspot.sandbox.internal.state.ObjectStore;
import io.github.camelhubspot.sandbox.internal.state.StoredRecord;
import io.github.camelhubspot.sandbox.internal.wire.ReceivedCall;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** Converts records to HubSpot's JSON. */
final class RecordJson {

    private final Account account;
    private final ObjectStore store;

    RecordJson(Account account, ObjectStore store) {
        this.account = account;
        this.store = store;
    }

    /** Returns a record with the requested properties: null if they have no value, absent if they do not exist. */
    public ObjectNode read(StoredRecord record, Collection<String> properties, Collection<String> history) {
        Set<String> names = new LinkedHashSet<>(SchemaDefaults.alwaysRead(store.type()));
        names.addAll(properties);
        ObjectNode node = envelope(record, names);
        if (!history.isEmpty()) {
            addHistory(node.putObject("propertiesWithHistory"), record, history);
        }
        return node;
    }

    /** Returns a record as a write does: the properties that HubSpot sets and all that have a value. */
    ObjectNode written(StoredRecord record) {
        Set<String> names = new LinkedHashSet<>(SchemaDefaults.alwaysRead(store.type()));
        record.values().forEach((name, value) -> {
            if (!value.text().isEmpty()) {
                names.add(name);
            }
        });
        return envelope(record, names);
    }

    private ObjectNode envelope(StoredRecord record, Set<String> names) {
        ObjectNode node = StrictJson.object();
        node.put("id", Long.toString(record.id()));
        ObjectNode values = node.putObject("properties");
        for (String name : names) {
            if (store.property(name) != null) {
                values.put(name, record.text(name));
            }
        }
        node.put("createdAt", StrictJson.iso(record.createdAt()));
        node.put("updatedAt", StrictJson.iso(record.updatedAt()));
        node.put("archived", record.isArchived());
        if (record.isArchived()) {
            node.put("archivedAt", StrictJson.iso(record.archivedAt()));
        }
        return node;
    }

    private void addHistory(ObjectNode target, StoredRecord record, Collection<String> names) {
        for (String name : names) {
            if (store.property(name) == null) {
                continue;
            }
            ArrayNode versions = target.putArray(name);
            for (StoredRecord.Value value = record.values().get(name); value != null; value = value.previous()) {
                ObjectNode version = versions.addObject();
                version.put("value", value.text());
                version.put("timestamp", StrictJson.iso(value.at()));
                version.put("sourceType", value.source());
            }
        }
    }

    void addAssociations(ObjectNode node, StoredRecord record, List<ObjectType> toTypes) {
        ObjectNode block = StrictJson.object();
        for (ObjectType toType : toTypes) {
            List<Links.Link> links = account.links().of(new Links.End(store.type(), record.id()), toType);
            if (!links.isEmpty()) {
                ArrayNode results = block.putObject(toType.plural()).putArray("results");
                for (Links.Link link : links) {
                    AssociationTypes.Definition definition = AssociationTypes.find(link.spec().typeId());
                    results.addObject().put("id", Long.toString(link.to().id()))
                            .put("type", definition == null
                                    ? store.type().singular() + "_to_" + toType.singular() + "_label" : definition.name());
                }
            }
        }
        if (!block.isEmpty()) {
            node.set("associations", block);
        }
    }

    public static List<ObjectType> types(List<String> names) {
        List<ObjectType> types = new ArrayList<>();
        names.forEach(name -> types.add(ObjectType.require(name)));
        return types;
    }

    /** Adds {@code paging.next}; completes the page as the last one if {@code after} is null. */
    static void addPaging(ObjectNode page, String after, ReceivedCall call, Consumer<ObjectNode> lastPage) {
        if (after != null) {
            page.putObject("paging").putObject("next").put("after", after).put("link", call.path() + "?after=" + after);
        } else {
            lastPage.accept(page);
        }
    }
}
