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

import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.ImportJob;
import io.github.camelhubspot.sandbox.internal.state.ImportRowError;
import io.github.camelhubspot.sandbox.internal.wire.Ids;

/**
 * The account's imports, and control over their life cycle, which follows {@link SandboxTime}.
 *
 * <p>Thread-safe: the account's lock guards all state.
 */
public final class SandboxImports {

    /**
     * A state that an import entered.
     *
     * @param importId decimal id of the import
     * @param state    the state entered
     * @param at       sandbox time of the change
     */
    public record Transition(String importId, String state, Instant at) {
    }

    private final Account account;

    SandboxImports(Account account) {
        this.account = account;
    }

    /** Sets how long an import stays STARTED; zero or more, 200 ms by default. */
    public SandboxImports startAfter(Duration duration) {
        account.run(() -> account.imports().startAfter(duration));
        return this;
    }

    /** Sets how long an import stays PROCESSING; zero or more, 400 ms by default. Its records exist from the end of that time. */
    public SandboxImports processing(Duration duration) {
        account.run(() -> account.imports().processing(duration));
        return this;
    }

    /** Sets the maximum rows of a file, without the header; 1,048,576 by default. A longer file is rejected with 429. */
    public SandboxImports rowLimit(int rows) {
        account.run(() -> account.imports().rowLimit(rows));
        return this;
    }

    /** Sets the maximum bytes of a file; 512 MiB by default. A larger file is rejected with 429. */
    public SandboxImports sizeLimit(long bytes) {
        account.run(() -> account.imports().sizeLimit(bytes));
        return this;
    }

    /** Sets the maximum {@code limit} of the lists of imports and of errors; 100 by default. */
    public SandboxImports maxPageSize(int size) {
        account.run(() -> account.imports().maxPageSize(size));
        return this;
    }

    /** Stops the progress of all imports until {@link #release}. */
    public void hold() {
        account.run(() -> account.imports().hold());
    }

    /** Resumes the progress of all imports; the time since {@link #hold} does not count. */
    public void release() {
        account.run(() -> account.imports().release());
    }

    /** Starts an import without files that every credential can see, and returns its id. */
    public String create(String name) {
        return account.compute(() -> Long.toString(account.imports().start("", name, null).id()));
    }

    /**
     * Sets the state of an import, to one that HubSpot knows or to any other text. Only STARTED and PROCESSING imports progress.
     *
     * @throws NoSuchElementException if no import has the id
     */
    public void setState(String id, String state) {
        account.run(() -> account.imports().enter(require(id), state, account.now()));
    }

    /**
     * Sets the state of an import to FAILED.
     *
     * @throws NoSuchElementException if no import has the id
     */
    public void fail(String id) {
        setState(id, ImportJob.FAILED);
    }

    /**
     * Sets a counter of an import.
     *
     * @throws NoSuchElementException if no import has the id
     */
    public void setCounter(String id, String counter, int value) {
        account.run(() -> require(id).counters().put(counter, value));
    }

    /**
     * Adds an error to an import.
     *
     * @param errorType    error type, for example {@code INVALID_EMAIL}
     * @param line         line of the file, the header being line 1; 0 for the whole file
     * @param invalidValue the rejected value; may be null
     * @throws NoSuchElementException if no import has the id
     */
    public void addError(String id, String errorType, long line, String invalidValue) {
        account.run(() -> {
            ImportJob job = require(id);
            long fileId = job.fileIds().values().stream().findFirst().orElse(0L);
            job.count("ERRORS", 1);
            job.errors().add(new ImportRowError(account.nextImportId(), account.now(), errorType, errorType + " in line " + line,
                    null, invalidValue, null, fileId, line, List.of()));
        });
    }

    /**
     * Returns an import as it is now.
     *
     * @throws NoSuchElementException if no import has the id
     */
    public SandboxImport get(String id) {
        return account.compute(() -> view(require(id)));
    }

    /** Returns all imports, oldest first. */
    public List<SandboxImport> all() {
        return account.compute(() -> account.imports().all().stream().map(SandboxImports::view).toList());
    }

    /** Returns the states that an import has entered, in order. */
    public List<Transition> history(String id) {
        return transitions().stream().filter(transition -> transition.importId().equals(id)).toList();
    }

    /** Returns the states that all imports have entered, in order. */
    public List<Transition> transitions() {
        return account.compute(() -> account.imports().changes().stream().map(change -> new Transition(
                Long.toString(change.importId()), change.state(), Instant.ofEpochMilli(change.at()))).toList());
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
