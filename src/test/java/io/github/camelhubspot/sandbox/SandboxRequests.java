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
 * The calls the sandbox has received, in order of arrival; a call is here before its answer leaves. The latest 10,000
 * are kept, fewer when their bodies exceed 32 MiB together.
 */
public final class SandboxRequests {

    private static final int MAX_CALLS = 10_000;
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
        while (kept.size() > MAX_CALLS || bytes > MAX_BYTES) {
            bytes -= kept.removeFirst().body().length;
        }
    }

    /** All calls that are kept. */
    public synchronized List<SandboxRequest> all() {
        return new ArrayList<>(kept);
    }

    /** The latest call; fails when there was none. */
    public synchronized SandboxRequest last() {
        return kept.getLast();
    }

    /** Number of calls since the start or the last {@link #clear}, whether kept or not. */
    public synchronized int count() {
        return count;
    }

    /** Number of kept calls with a method whose path matches a regular expression as a whole. */
    public int count(String method, String pathRegex) {
        return matching(method, pathRegex).size();
    }

    /** Kept calls with a method whose path matches a regular expression as a whole. */
    public List<SandboxRequest> matching(String method, String pathRegex) {
        Pattern path = Pattern.compile(pathRegex);
        return matching(request -> request.method().equals(method) && path.matcher(request.path()).matches());
    }

    /** Kept calls that pass a test. */
    public synchronized List<SandboxRequest> matching(Predicate<SandboxRequest> test) {
        return kept.stream().filter(test).toList();
    }

    /** Forgets all calls. */
    public synchronized void clear() {
        kept.clear();
        bytes = 0;
        count = 0;
    }
}
