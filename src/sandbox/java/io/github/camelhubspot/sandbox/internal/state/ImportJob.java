/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.upload.ImportUpload;
import io.github.camelhubspot.sandbox.internal.wire.StrictJson;

/** An import. Guarded by {@link Account}. */
public final class ImportJob {

    static final String STARTED = "STARTED";
    static final String PROCESSING = "PROCESSING";
    static final String DEFERRED = "DEFERRED";
    static final String DONE = "DONE";
    public static final String FAILED = "FAILED";
    public static final String CANCELED = "CANCELED";

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

    /** Creates an import; {@code upload} is null if it has no files. */
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

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public long createdAt() {
        return createdAt;
    }

    public long updatedAt() {
        return updatedAt;
    }

    public ImportUpload upload() {
        return upload;
    }

    public String state() {
        return state;
    }

    /** Returns the time at which the current state began, without the time of holds. */
    long since() {
        return since;
    }

    public void enter(String next, long at) {
        state = next;
        since = at;
        updatedAt = Math.max(updatedAt, at);
        if (!isRunning() && !DEFERRED.equals(next)) {
            upload = null;
        }
    }

    /** Excludes a hold from the time in the current state. */
    void postpone(long pausedFrom, long now) {
        since += Math.max(0, now - Math.max(since, pausedFrom));
    }

    boolean isRunning() {
        return RUNNING.contains(state);
    }

    public boolean isCancelable() {
        return isRunning() || DEFERRED.equals(state);
    }

    /** An app sees its own imports and those that a test created. */
    public boolean visibleTo(String account) {
        return owner.isEmpty() || owner.equals(account);
    }

    public Map<String, Long> fileIds() {
        return fileIds;
    }

    public Map<String, Integer> counters() {
        return counters;
    }

    public void count(String counter, int more) {
        counters.merge(counter, more, Integer::sum);
    }

    public List<ImportRowError> errors() {
        return errors;
    }

    public List<ObjectType> types() {
        return types;
    }

    public ObjectNode toJson() {
        ObjectNode node = StrictJson.object();
        node.put("id", Long.toString(id));
        node.put("state", state);
        node.put("createdAt", StrictJson.iso(createdAt));
        node.put("updatedAt", StrictJson.iso(updatedAt));
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
