/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.camelhubspot.sandbox.internal.upload.ImportUpload;

/**
 * The life cycle of imports. Nothing runs in the background: each access to the account first applies the changes that are due
 * by sandbox time, in order, each as of the instant at which it was due.
 *
 * <p>Guarded by {@link Account}.
 */
public final class ImportEngine {

    /** A state that an import entered, {@code at} milliseconds since the epoch. */
    public record StateChange(long importId, String state, long at) {
    }

    private static final int MAX_RUNNING = 3;

    private final Account account;
    private final Map<Long, ImportJob> jobs = new TreeMap<>();
    private final List<StateChange> changes = new ArrayList<>();
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

    public void reset() {
        jobs.clear();
        changes.clear();
        startAfter = 200;
        processing = 400;
        rowLimit = 1_048_576;
        sizeLimit = 512L * 1024 * 1024;
        maxPageSize = 100;
        held = false;
        settlingAt = null;
    }

    /** Returns {@code now}, but while a due change is applied, the instant at which it was due. */
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
            boolean complete = job.upload() == null || new ImportRunner(account, job).run();
            enter(job, complete ? ImportJob.DONE : ImportJob.FAILED, at);
        }
    }

    /** Changes a state; when an import ends, the first deferred one takes its place. */
    public void enter(ImportJob job, String state, long at) {
        job.enter(state, at);
        changes.add(new StateChange(job.id(), state, at));
        if (!job.isRunning()) {
            jobs.values().stream().filter(other -> other.state().equals(ImportJob.DEFERRED)).findFirst()
                    .filter(other -> running() < MAX_RUNNING)
                    .ifPresent(other -> enter(other, ImportJob.PROCESSING, at));
        }
    }

    private long running() {
        return jobs.values().stream().filter(ImportJob::isRunning).count();
    }

    public ImportJob start(String owner, String name, ImportUpload upload) {
        long now = account.now();
        String state = running() < MAX_RUNNING ? ImportJob.STARTED : ImportJob.DEFERRED;
        ImportJob job = new ImportJob(account.nextImportId(), owner, name, upload, state, now);
        if (upload != null) {
            upload.files().keySet().forEach(file -> job.fileIds().put(file, account.nextImportId()));
        }
        jobs.put(job.id(), job);
        changes.add(new StateChange(job.id(), state, now));
        return job;
    }

    public ImportJob get(long id) {
        return jobs.get(id);
    }

    public Collection<ImportJob> all() {
        return jobs.values();
    }

    /** Returns the states that all imports have entered, in order. */
    public List<StateChange> changes() {
        return List.copyOf(changes);
    }

    public void hold() {
        if (!held) {
            held = true;
            heldSince = account.now();
        }
    }

    public void release() {
        if (held) {
            held = false;
            jobs.values().forEach(job -> job.postpone(heldSince, account.now()));
        }
    }

    public void startAfter(Duration duration) {
        startAfter = duration.toMillis();
    }

    public void processing(Duration duration) {
        processing = duration.toMillis();
    }

    public int rowLimit() {
        return rowLimit;
    }

    public void rowLimit(int rows) {
        rowLimit = rows;
    }

    public long sizeLimit() {
        return sizeLimit;
    }

    public void sizeLimit(long bytes) {
        sizeLimit = bytes;
    }

    public int maxPageSize() {
        return maxPageSize;
    }

    public void maxPageSize(int size) {
        maxPageSize = size;
    }
}
