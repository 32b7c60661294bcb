/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The life of imports. Nothing runs in the background: whenever the account is looked at, all that sandbox time has
 * brought about since the last look happens, in order and as of the instants at which it was due. Guarded by the account.
 */
final class ImportEngine {

    private static final int MAX_RUNNING = 3;

    private final Account account;
    private final Map<Long, ImportJob> jobs = new TreeMap<>();
    private final List<SandboxImports.Transition> transitions = new ArrayList<>();
    private long startAfter;
    private long processing;
    private int rowLimit;
    private long sizeLimit;
    private int maxPageSize;
    private long heldSince;
    private boolean held;
    private Long settlingAt;

    ImportEngine(Account account) {
        this.account = account;
        reset();
    }

    void reset() {
        jobs.clear();
        transitions.clear();
        startAfter = 200;
        processing = 400;
        rowLimit = 1_048_576;
        sizeLimit = 512L * 1024 * 1024;
        maxPageSize = 100;
        held = false;
        settlingAt = null;
    }

    /** The instant that effects carry: while settling, that of the event being settled. */
    long effectiveNow(long now) {
        return settlingAt != null ? settlingAt : now;
    }

    void settle() {
        if (held || settlingAt != null || jobs.isEmpty()) {
            return;
        }
        long now = account.now();
        for (ImportJob next = earliest(now); next != null; next = earliest(now)) {
            settlingAt = due(next);
            try {
                advance(next, settlingAt);
            } finally {
                settlingAt = null;
            }
        }
    }

    private ImportJob earliest(long now) {
        return jobs.values().stream().filter(ImportJob::isRunning).filter(job -> due(job) <= now)
                .min(Comparator.comparingLong(this::due).thenComparingLong(ImportJob::id)).orElse(null);
    }

    private long due(ImportJob job) {
        return job.since() + (job.state().equals(ImportJob.STARTED) ? startAfter : processing);
    }

    private void advance(ImportJob job, long at) {
        if (job.state().equals(ImportJob.STARTED)) {
            enter(job, ImportJob.PROCESSING, at);
        } else {
            boolean good = job.upload() == null || new ImportRunner(account, job).run();
            enter(job, good ? ImportJob.DONE : ImportJob.FAILED, at);
        }
    }

    /** Every change of state goes through here, so a place that becomes free is always handed on. */
    void enter(ImportJob job, String state, long at) {
        job.enter(state, at);
        transitions.add(new SandboxImports.Transition(Long.toString(job.id()), state, Instant.ofEpochMilli(at)));
        if (!job.isRunning()) {
            jobs.values().stream().filter(other -> other.state().equals(ImportJob.DEFERRED)).findFirst()
                    .filter(other -> running() < MAX_RUNNING)
                    .ifPresent(other -> enter(other, ImportJob.PROCESSING, at));
        }
    }

    private long running() {
        return jobs.values().stream().filter(ImportJob::isRunning).count();
    }

    ImportJob start(String owner, String name, ImportUpload upload) {
        long now = account.now();
        String state = running() < MAX_RUNNING ? ImportJob.STARTED : ImportJob.DEFERRED;
        ImportJob job = new ImportJob(account.nextImportId(), owner, name, upload, state, now);
        if (upload != null) {
            upload.files().keySet().forEach(file -> job.fileIds().put(file, account.nextImportId()));
        }
        jobs.put(job.id(), job);
        transitions.add(new SandboxImports.Transition(Long.toString(job.id()), state, Instant.ofEpochMilli(now)));
        return job;
    }

    ImportJob get(long id) {
        return jobs.get(id);
    }

    Collection<ImportJob> all() {
        return jobs.values();
    }

    List<SandboxImports.Transition> transitions() {
        return List.copyOf(transitions);
    }

    void hold() {
        if (!held) {
            held = true;
            heldSince = account.now();
        }
    }

    void release() {
        if (held) {
            held = false;
            jobs.values().forEach(job -> job.postpone(heldSince, account.now()));
        }
    }

    void startAfter(Duration duration) {
        startAfter = duration.toMillis();
    }

    void processing(Duration duration) {
        processing = duration.toMillis();
    }

    int rowLimit() {
        return rowLimit;
    }

    void rowLimit(int rows) {
        rowLimit = rows;
    }

    long sizeLimit() {
        return sizeLimit;
    }

    void sizeLimit(long bytes) {
        sizeLimit = bytes;
    }

    int maxPageSize() {
        return maxPageSize;
    }

    void maxPageSize(int size) {
        maxPageSize = size;
    }
}
