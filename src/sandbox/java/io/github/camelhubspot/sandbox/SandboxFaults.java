/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.github.camelhubspot.sandbox.internal.wire.Fault.Kind;
import io.github.camelhubspot.sandbox.internal.wire.Fault;

/**
 * Scripted faults for the next calls.
 *
 * <p>Each call takes the first pending fault that applies to it. The sandbox applies a fault before it checks credentials
 * and rate limits. A fault is pending as soon as the method that completes its {@link Script} returns.
 *
 * <p>Thread-safe: this object's lock guards the pending faults.
 */
public final class SandboxFaults {

    /** A fault and the number of calls it still applies to. */
    private static final class Pending {

        private Fault fault;
        private int remaining;

        private Pending(Fault fault, int calls) {
            this.fault = fault;
            this.remaining = calls;
        }
    }

    private final List<Pending> pending = new ArrayList<>();
    private int fired;

    SandboxFaults() {
    }

    /**
     * Begins a fault for the next {@code n} calls; a method of the {@link Script} completes it.
     *
     * @param n number of calls, at least 1
     * @throws IllegalArgumentException if {@code n} is less than 1
     */
    public Script next(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("a fault applies to at least one call, not to " + n);
        }
        return new Script(n);
    }

    /** Removes all pending faults. */
    public synchronized void clear() {
        pending.clear();
    }

    synchronized void reset() {
        pending.clear();
        fired = 0;
    }

    /** Returns the number of calls that failed by a fault since the start or the last {@link HubSpotSandbox#reset}. */
    public synchronized int fired() {
        return fired;
    }

    /** Returns the number of calls that the pending faults still apply to. */
    public synchronized int pending() {
        return pending.stream().mapToInt(entry -> entry.remaining).sum();
    }

    /** Returns the fault of a call and counts it as fired; null if none applies. */
    synchronized Fault take(String method, String path) {
        for (Iterator<Pending> entries = pending.iterator(); entries.hasNext();) {
            Pending entry = entries.next();
            if (entry.fault.appliesTo(method, path)) {
                if (--entry.remaining == 0) {
                    entries.remove();
                }
                fired++;
                return entry.fault;
            }
        }
        return null;
    }

    private synchronized Pending add(Fault fault, int calls) {
        Pending entry = new Pending(fault, calls);
        pending.add(entry);
        return entry;
    }

    private synchronized void change(Pending entry, UnaryOperator<Fault> change) {
        entry.fault = change.apply(entry.fault);
    }

    /** A fault under construction; every method but {@link #on} completes it. */
    public final class Script {

        private final int calls;
        private String method;
        private Pattern path;

        private Script(int calls) {
            this.calls = calls;
        }

        /**
         * Restricts the fault to some calls.
         *
         * @param onMethod  HTTP method; null for any
         * @param pathRegex regular expression that must match the whole path
         */
        public Script on(String onMethod, String pathRegex) {
            method = onMethod;
            path = Pattern.compile(pathRegex);
            return this;
        }

        /** Responds with a status and HubSpot's error body. The call has no effect. */
        public Response status(int status) {
            return status(status, status == 429 ? "TEN_SECONDLY_ROLLING" : null);
        }

        /**
         * Responds with a status and the body of an exceeded rate limit. The call has no effect.
         *
         * @param policyName {@code TEN_SECONDLY_ROLLING}, {@code SECONDLY} or {@code DAILY}
         */
        public Response status(int status, String policyName) {
            return new Response(add(Kind.STATUS, status, policyName, 0, null));
        }

        /** Processes the call as usual and sends the response later by so much real time. */
        public void delay(Duration duration) {
            add(Kind.DELAY, 0, null, duration.toMillis(), null);
        }

        /** Processes the call and sends the response when the latch opens. Each held call blocks a thread of the sandbox. */
        public void hold(CountDownLatch latch) {
            add(Kind.HOLD, 0, null, 0, latch);
        }

        /** Resets the connection. The call has no effect. */
        public void reset() {
            add(Kind.RESET, 0, null, 0, null);
        }

        /** Processes the call, then resets the connection, so that the response is lost. */
        public void resetAfterProcessing() {
            add(Kind.RESET_AFTER, 0, null, 0, null);
        }

        /** Responds with 200 and a body that is not JSON. The call has no effect. */
        public void garbage() {
            add(Kind.GARBAGE, 0, null, 0, null);
        }

        /** Responds with 200 and an empty body. The call has no effect. */
        public void emptyBody() {
            add(Kind.EMPTY, 0, null, 0, null);
        }

        /** Processes the call and sends only the first half of the response's body. */
        public void truncate() {
            add(Kind.TRUNCATE, 0, null, 0, null);
        }

        /** Processes the call and sends the response's body in pieces, spread over so much real time. */
        public void drip(Duration total) {
            add(Kind.DRIP, 0, null, total.toMillis(), null);
        }

        private Pending add(Kind kind, int status, String policyName, long millis, CountDownLatch hold) {
            return SandboxFaults.this.add(new Fault(kind, method, path, status, policyName, millis, hold), calls);
        }
    }

    /** Details of a made-up response. */
    public final class Response {

        private final Pending entry;

        private Response(Pending entry) {
            this.entry = entry;
        }

        /** Replaces the body; the text is sent unchanged. */
        public Response body(String text) {
            change(entry, fault -> fault.withBody(text));
            return this;
        }

        /** Adds a header, or replaces one added before. */
        public Response header(String name, String value) {
            change(entry, fault -> fault.withHeader(name, value));
            return this;
        }

        /** Sends an HTML page instead of JSON, like the proxy in front of HubSpot. */
        public Response html() {
            change(entry, Fault::withHtml);
            return this;
        }
    }
}
