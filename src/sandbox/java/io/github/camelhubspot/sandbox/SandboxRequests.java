/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The requests that the sandbox has received, in order of arrival. A request is recorded before its response is sent. Keeps the
 * latest 10,000 requests, or fewer if their bodies exceed 32 MiB in total.
 *
 * <p>Thread-safe: this object's lock guards its state.
 */
public final class SandboxRequests {

    private static final int MAX_REQUESTS = 10_000;
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    private final Deque<SandboxRequest> kept = new ArrayDeque<>();
    private long bytes;
    private int count;

    SandboxRequests() {
    }

    synchronized void add(SandboxRequest request) {
        kept.addLast(request);
        bytes += request.body().length;
        count++;
        while (kept.size() > MAX_REQUESTS || bytes > MAX_BYTES) {
            bytes -= kept.removeFirst().body().length;
        }
    }

    /** Returns all kept requests. */
    public synchronized List<SandboxRequest> all() {
        return new ArrayList<>(kept);
    }

    /**
     * Returns the latest request.
     *
     * @throws java.util.NoSuchElementException if none is kept
     */
    public synchronized SandboxRequest last() {
        return kept.getLast();
    }

    /** Returns the number of requests since the start or the last {@link #clear}, including those no longer kept. */
    public synchronized int count() {
        return count;
    }

    /** Returns the number of kept requests with a method and a path that a regular expression matches as a whole. */
    public int count(String method, String pathRegex) {
        return matching(method, pathRegex).size();
    }

    /** Returns the kept requests with a method and a path that a regular expression matches as a whole. */
    public List<SandboxRequest> matching(String method, String pathRegex) {
        Pattern path = Pattern.compile(pathRegex);
        return matching(request -> request.method().equals(method) && path.matcher(request.path()).matches());
    }

    /** Returns the kept requests that a predicate accepts. */
    public synchronized List<SandboxRequest> matching(Predicate<SandboxRequest> test) {
        return kept.stream().filter(test).toList();
    }

    /** Removes all requests and sets the count to zero. */
    public synchronized void clear() {
        kept.clear();
        bytes = 0;
        count = 0;
    }
}
