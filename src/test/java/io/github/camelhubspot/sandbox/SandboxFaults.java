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
import java.util.regex.Pattern;

import io.github.camelhubspot.sandbox.Fault.Kind;

/**
 * Faults for the next calls. Each call takes the first pending fault that fits it; faults come before the check of
 * credentials and quotas. A fault is pending from the moment its action method returns.
 */
public final class SandboxFaults {

    private final List<Fault> pending = new ArrayList<>();
    private int fired;

    SandboxFaults() {
    }

    /** Starts a fault for the next {@code n} calls ({@code n} at least 1) that fit it; an action method completes it. */
    public Script next(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("a fault needs at least one call, not " + n);
        }
        return new Script(n);
    }

    /** Forgets pending faults. */
    public synchronized void clear() {
        pending.clear();
    }

    synchronized void reset() {
        pending.clear();
        fired = 0;
    }

    /** Number of calls that met a fault since the start or the last reset of the sandbox. */
    public synchronized int fired() {
        return fired;
    }

    /** Number of calls that pending faults still wait for. */
    public synchronized int pending() {
        return pending.stream().mapToInt(fault -> fault.remaining).sum();
    }

    synchronized Fault take(String method, String path) {
        for (Iterator<Fault> faults = pending.iterator(); faults.hasNext();) {
            Fault fault = faults.next();
            if (fault.hits(method, path)) {
                if (--fault.remaining == 0) {
                    faults.remove();
                }
                fired++;
                return fault;
            }
        }
        return null;
    }

    private synchronized Fault add(Fault fault) {
        pending.add(fault);
        return fault;
    }

    /** A fault in the making. */
    public final class Script {

        private final int calls;
        private String method;
        private Pattern path;

        private Script(int calls) {
            this.calls = calls;
        }

        /** Only calls with a method (null for any) whose path matches a regular expression as a whole. */
        public Script on(String onMethod, String pathRegex) {
            method = onMethod;
            path = Pattern.compile(pathRegex);
            return this;
        }

        /** Answers with a status and HubSpot's error body; the call has no effect. */
        public Reply status(int status) {
            return new Reply(add(Kind.STATUS, status, status == 429 ? "TEN_SECONDLY_ROLLING" : null, 0));
        }

        /** Answers with a status and the body of a refused quota: {@code TEN_SECONDLY_ROLLING}, {@code SECONDLY}, {@code DAILY}. */
        public Reply status(int status, String policyName) {
            return new Reply(add(Kind.STATUS, status, policyName, 0));
        }

        /** The call takes effect and is answered as usual, but so much later in real time. */
        public void delay(Duration duration) {
            add(Kind.DELAY, 0, null, duration.toMillis());
        }

        /** The call takes effect and is answered as usual, but not before the latch opens. Each such call holds a thread of the sandbox. */
        public void hold(CountDownLatch latch) {
            SandboxFaults.this.add(new Fault(Kind.HOLD, calls, method, path, 0, null, 0, latch));
        }

        /** Resets the connection; the call has no effect. */
        public void reset() {
            add(Kind.RESET, 0, null, 0);
        }

        /** The call takes effect, then the connection is reset: a lost answer. */
        public void resetAfterProcessing() {
            add(Kind.RESET_AFTER, 0, null, 0);
        }

        /** Answers 200 with something that is no JSON; the call has no effect. */
        public void garbage() {
            add(Kind.GARBAGE, 0, null, 0);
        }

        /** Answers 200 with nothing; the call has no effect. */
        public void emptyBody() {
            add(Kind.EMPTY, 0, null, 0);
        }

        /** The call takes effect; its answer is cut in the middle. */
        public void truncate() {
            add(Kind.TRUNCATE, 0, null, 0);
        }

        /** The call takes effect; its answer's body comes in drops over so long a real time. */
        public void drip(Duration total) {
            add(Kind.DRIP, 0, null, total.toMillis());
        }

        private Fault add(Kind kind, int status, String policyName, long millis) {
            return SandboxFaults.this.add(new Fault(kind, calls, method, path, status, policyName, millis, null));
        }
    }

    /** Details of a made-up answer. */
    public final class Reply {

        private final Fault fault;

        private Reply(Fault fault) {
            this.fault = fault;
        }

        /** Another body, sent as it is. */
        public Reply body(String text) {
            synchronized (SandboxFaults.this) {
                fault.body = text;
            }
            return this;
        }

        /** One more header. */
        public Reply header(String name, String value) {
            synchronized (SandboxFaults.this) {
                fault.headers.put(name, value);
            }
            return this;
        }

        /** An HTML page instead of JSON, as the edge in front of HubSpot answers. */
        public Reply html() {
            synchronized (SandboxFaults.this) {
                fault.html = true;
            }
            return this;
        }
    }
}
