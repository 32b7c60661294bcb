/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One import. Guarded by the account. */
final class ImportJob {

    static final String STARTED = "STARTED";
    static final String PROCESSING = "PROCESSING";
    static final String DEFERRED = "DEFERRED";
    static final String DONE = "DONE";
    static final String FAILED = "FAILED";
    static final String CANCELED = "CANCELED";

    private static final Set<String> RUNNING = Set.of(STARTED, PROCESSING);

    private final long id;
    private final String owner;
    private final String name;
    private final long createdAt;
    private final Map<String, Long> fileIds = new LinkedHashMap<>();
    private final Map<String, Integer> counters = new LinkedHashMap<>();
    private final List<ImportRowError> errors = new ArrayList<>();
    private ImportUpload upload;
    private final ObjectNode requestJson;
    private final List<ObjectType> types;
    private String state;
    private long since;
    private long updatedAt;

    /** An import of an upload, or of nothing when the upload is null. */
    ImportJob(long id, String owner, String name, ImportUpload upload, String state, long now) {
        this.id = id;
        this.owner = owner;
        this.name = name;
        this.upload = upload;
        this.requestJson = upload == null ? null : upload.plan().json();
        this.types = upload == null ? List.of() : List.copyOf(upload.plan().types());
        this.createdAt = now;
        this.state = state;
        this.since = now;
        this.updatedAt = now;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    long createdAt() {
        return createdAt;
    }

    long updatedAt() {
        return updatedAt;
    }

    ImportUpload upload() {
        return upload;
    }

    String state() {
        return state;
    }

    /** When the present state was entered, by the clock that {@link #postpone} shifts. */
    long since() {
        return since;
    }

    void enter(String next, long at) {
        state = next;
        since = at;
        updatedAt = Math.max(updatedAt, at);
        if (!isRunning() && !DEFERRED.equals(next)) {
            upload = null;
        }
    }

    /** Takes a pause of automatic progress into account. */
    void postpone(long pausedFrom, long now) {
        since += Math.max(0, now - Math.max(since, pausedFrom));
    }

    boolean isRunning() {
        return RUNNING.contains(state);
    }

    boolean isCancelable() {
        return isRunning() || DEFERRED.equals(state);
    }

    /** Imports of other apps cannot be seen; those a test made belong to every app. */
    boolean visibleTo(String account) {
        return owner.isEmpty() || owner.equals(account);
    }

    Map<String, Long> fileIds() {
        return fileIds;
    }

    Map<String, Integer> counters() {
        return counters;
    }

    void count(String counter, int more) {
        counters.merge(counter, more, Integer::sum);
    }

    List<ImportRowError> errors() {
        return errors;
    }

    List<ObjectType> types() {
        return types;
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object();
        node.put("id", Long.toString(id));
        node.put("state", state);
        node.put("createdAt", Json.iso(createdAt));
        node.put("updatedAt", Json.iso(updatedAt));
        node.put("optOutImport", false);
        ObjectNode metadata = node.putObject("metadata");
        ObjectNode counts = metadata.putObject("counters");
        counters.forEach(counts::put);
        ArrayNode ids = metadata.putArray("fileIds");
        fileIds.values().forEach(fileId -> ids.add(Long.toString(fileId)));
        metadata.putArray("objectLists");
        node.put("importName", name);
        node.put("importSource", "API");
        if (requestJson != null) {
            node.set("importRequestJson", requestJson);
        }
        ArrayNode typeIds = node.putArray("mappedObjectTypeIds");
        types.forEach(type -> typeIds.add(type.id()));
        return node;
    }
}
