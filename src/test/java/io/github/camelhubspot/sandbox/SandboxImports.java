/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** The account's imports, and control of their life cycle, which goes by sandbox time. */
public final class SandboxImports {

    /**
     * A state that an import entered.
     *
     * @param importId the import
     * @param state    the state entered
     * @param at       when, by sandbox time
     */
    public record Transition(String importId, String state, Instant at) {
    }

    private final Account account;

    SandboxImports(Account account) {
        this.account = account;
    }

    /** How long an import stays STARTED; 200 ms at the start, zero or more. */
    public SandboxImports startAfter(Duration duration) {
        account.change(() -> account.imports().startAfter(duration));
        return this;
    }

    /** How long an import stays PROCESSING; 400 ms at the start, zero or more. Its records appear when it ends. */
    public SandboxImports processing(Duration duration) {
        account.change(() -> account.imports().processing(duration));
        return this;
    }

    /** Most rows of a file, the header not counted; a file with more is refused with 429. 1,048,576 at the start. */
    public SandboxImports rowLimit(int rows) {
        account.change(() -> account.imports().rowLimit(rows));
        return this;
    }

    /** Most bytes of a file; a larger one is refused with 429. 512 MiB at the start. */
    public SandboxImports sizeLimit(long bytes) {
        account.change(() -> account.imports().sizeLimit(bytes));
        return this;
    }

    /** The largest {@code limit} that lists of imports and of errors accept; 100 at the start. */
    public SandboxImports maxPageSize(int size) {
        account.change(() -> account.imports().maxPageSize(size));
        return this;
    }

    /** Stops automatic progress of all imports until {@link #release}. */
    public void hold() {
        account.change(() -> account.imports().hold());
    }

    /** Lets imports progress again; the time of the hold does not count. */
    public void release() {
        account.change(() -> account.imports().release());
    }

    /** Starts an import without files, visible to every credential; returns its id. */
    public String create(String name) {
        return account.look(() -> Long.toString(account.imports().start("", name, null).id()));
    }

    /** Puts an import into a state, known to HubSpot or not. Only STARTED and PROCESSING progress from there. */
    public void setState(String id, String state) {
        account.change(() -> account.imports().enter(require(id), state, account.now()));
    }

    /** Lets an import fail as a whole. */
    public void fail(String id) {
        setState(id, ImportJob.FAILED);
    }

    /** Sets a counter of an import. */
    public void setCounter(String id, String counter, int value) {
        account.change(() -> require(id).counters().put(counter, value));
    }

    /** Adds an error to an import: a type of HubSpot's, the line (0 for the whole file) and the bad value or null. */
    public void addError(String id, String errorType, long line, String invalidValue) {
        account.change(() -> {
            ImportJob job = require(id);
            long fileId = job.fileIds().values().stream().findFirst().orElse(0L);
            job.count("ERRORS", 1);
            job.errors().add(new ImportRowError(account.nextImportId(), account.now(), errorType, errorType + " in line " + line, null,
                    invalidValue, null, fileId, line, List.of()));
        });
    }

    /** An import by id; fails when there is none. */
    public SandboxImport get(String id) {
        return account.look(() -> view(require(id)));
    }

    /** All imports, oldest first. */
    public List<SandboxImport> all() {
        return account.look(() -> account.imports().all().stream().map(SandboxImports::view).toList());
    }

    /** The states an import has entered, in order. */
    public List<Transition> history(String id) {
        return transitions().stream().filter(transition -> transition.importId().equals(id)).toList();
    }

    /** The states all imports have entered, in order. */
    public List<Transition> transitions() {
        Function<ImportEngine, List<Transition>> all = ImportEngine::transitions;
        return account.look(() -> all.apply(account.imports()));
    }

    private ImportJob require(String id) {
        ImportJob job = Ids.isDecimal(id) ? account.imports().get(Long.parseLong(id)) : null;
        if (job == null) {
            throw new NoSuchElementException("no import with id " + id);
        }
        return job;
    }

    private static SandboxImport view(ImportJob job) {
        Map<String, Integer> counters = Collections.unmodifiableMap(new LinkedHashMap<>(job.counters()));
        return new SandboxImport(Long.toString(job.id()), job.name(), job.state(), Instant.ofEpochMilli(job.createdAt()),
                Instant.ofEpochMilli(job.updatedAt()), counters, job.errors().stream().map(ImportRowError::errorType).toList(),
                List.copyOf(new ArrayList<>(job.fileIds().keySet())));
    }
}
