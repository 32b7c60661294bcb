/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HubSpot's quotas, counted by sandbox time. At the start they are only counted and reported in headers; a test switches
 * refusal on. Searches have a quota of their own and count only against the daily one beside it.
 */
public final class SandboxLimits {

    private static final long DAY = 86_400_000L;
    private static final long TEN_SECONDS = 10_000;

    private final SandboxTime time;
    private int burst;
    private long interval;
    private int search;
    private int daily;
    private Duration retryAfter;
    private SlidingWindow accepted;
    private SlidingWindow arrived;
    private SlidingWindow searchesAccepted;
    private SlidingWindow searchesArrived;
    private long day;
    private int today;
    private int total;
    private int refused;

    SandboxLimits(SandboxTime time) {
        this.time = time;
        reset();
    }

    synchronized void reset() {
        burst = 0;
        interval = TEN_SECONDS;
        search = 0;
        daily = 0;
        retryAfter = null;
        accepted = new SlidingWindow(interval);
        arrived = new SlidingWindow(interval);
        searchesAccepted = new SlidingWindow(1_000);
        searchesArrived = new SlidingWindow(1_000);
        day = Long.MIN_VALUE;
        today = 0;
        total = 0;
        refused = 0;
    }

    /** Refuses calls (searches apart) beyond so many in any 10 seconds; 0 refuses none. */
    public synchronized SandboxLimits burst(int maxPerTenSeconds) {
        burst = maxPerTenSeconds;
        return this;
    }

    /** As {@link #burst(int)}, but in any interval of another length, which the answers tell; what has arrived is forgotten. */
    public synchronized SandboxLimits burst(int max, Duration per) {
        burst = max;
        interval = per.toMillis();
        accepted = new SlidingWindow(interval);
        arrived = new SlidingWindow(interval);
        return this;
    }

    /** Refuses searches beyond so many in any second; 0 refuses none. */
    public synchronized SandboxLimits search(int maxPerSecond) {
        search = maxPerSecond;
        return this;
    }

    /** Refuses calls beyond so many in a day (UTC); 0 refuses none. */
    public synchronized SandboxLimits daily(int maxPerDay) {
        daily = maxPerDay;
        return this;
    }

    /** Sends a {@code Retry-After} header, in whole seconds, with every 429 of a quota; null (the start) sends none. */
    public synchronized SandboxLimits retryAfter(Duration duration) {
        retryAfter = duration;
        return this;
    }

    /** Calls that have arrived, token calls not counted. */
    public synchronized int total() {
        return total;
    }

    /** Calls refused for a quota; scripted faults are not among them. */
    public synchronized int refused() {
        return refused;
    }

    /** The most calls (searches apart) that arrived in any 10 seconds, refused ones included. */
    public synchronized int maxInTenSeconds() {
        return arrived.highest();
    }

    /** The most searches that arrived in any second, refused ones included. */
    public synchronized int maxSearchesInOneSecond() {
        return searchesArrived.highest();
    }

    /** Counts a call; returns the policy that refuses it, or null. */
    synchronized String arrive(Operation.Kind kind) {
        if (kind == Operation.Kind.OAUTH) {
            return null;
        }
        long now = time.millis();
        total++;
        startDay(now);
        boolean searching = kind == Operation.Kind.SEARCH;
        (searching ? searchesArrived : arrived).add(now);
        String policy = null;
        if (daily > 0 && today >= daily) {
            policy = "DAILY";
        } else if (searching && search > 0 && searchesAccepted.count(now) >= search) {
            policy = "SECONDLY";
        } else if (!searching && burst > 0 && accepted.count(now) >= burst) {
            policy = "TEN_SECONDLY_ROLLING";
        }
        if (policy == null) {
            today++;
            (searching ? searchesAccepted : accepted).add(now);
        } else {
            refused++;
        }
        return policy;
    }

    private void startDay(long now) {
        long current = Math.floorDiv(now, DAY);
        if (current != day) {
            day = current;
            today = 0;
        }
    }

    /** The quota headers of an answer: none on searches, no daily ones for OAuth tokens. */
    synchronized Map<String, String> headers(Operation.Kind kind, boolean oauthToken) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (kind != Operation.Kind.CRM) {
            return headers;
        }
        long now = time.millis();
        startDay(now);
        int max = burst > 0 ? burst : 190;
        int perDay = daily > 0 ? daily : 625_000;
        if (!oauthToken) {
            headers.put("X-HubSpot-RateLimit-Daily", Integer.toString(perDay));
            headers.put("X-HubSpot-RateLimit-Daily-Remaining", Integer.toString(Math.max(0, perDay - today)));
        }
        headers.put("X-HubSpot-RateLimit-Interval-Milliseconds", Long.toString(interval));
        headers.put("X-HubSpot-RateLimit-Max", Integer.toString(max));
        headers.put("X-HubSpot-RateLimit-Remaining", Integer.toString(Math.max(0, max - accepted.count(now))));
        headers.put("X-HubSpot-RateLimit-Secondly", "19");
        headers.put("X-HubSpot-RateLimit-Secondly-Remaining", "18");
        return headers;
    }

    synchronized Map<String, String> retryAfterHeader() {
        return retryAfter == null ? Map.of() : Map.of("Retry-After", Long.toString(retryAfter.toSeconds()));
    }
}
