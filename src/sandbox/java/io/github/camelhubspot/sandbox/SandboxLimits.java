/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelhubspot.sandbox.internal.wire.ApiMethod;
import io.github.camelhubspot.sandbox.internal.wire.SlidingWindow;

/**
 * HubSpot's rate limits, counted by sandbox time. By default the sandbox only counts calls and reports the limits in response
 * headers; a test sets a limit to have calls beyond it rejected. A search counts against the search and daily limits only.
 *
 * <p>Thread-safe: this object's lock guards its state.
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

    /** Rejects calls other than searches beyond this number in any 10 seconds; 0, the default, rejects none. */
    public synchronized SandboxLimits burst(int maxPerTenSeconds) {
        burst = maxPerTenSeconds;
        return this;
    }

    /** Like {@link #burst(int)}, with another interval, which response headers report. Calls counted so far are forgotten. */
    public synchronized SandboxLimits burst(int max, Duration per) {
        burst = max;
        interval = per.toMillis();
        accepted = new SlidingWindow(interval);
        arrived = new SlidingWindow(interval);
        return this;
    }

    /** Rejects searches beyond this number in any second; 0, the default, rejects none. */
    public synchronized SandboxLimits search(int maxPerSecond) {
        search = maxPerSecond;
        return this;
    }

    /** Rejects calls beyond this number in a day (UTC); 0, the default, rejects none. */
    public synchronized SandboxLimits daily(int maxPerDay) {
        daily = maxPerDay;
        return this;
    }

    /** Sends a {@code Retry-After} header, in whole seconds, with each 429 of a rate limit; null, the default, sends none. */
    public synchronized SandboxLimits retryAfter(Duration duration) {
        retryAfter = duration;
        return this;
    }

    /** Returns the number of calls that have arrived, without token requests. */
    public synchronized int total() {
        return total;
    }

    /** Returns the number of calls that a rate limit rejected, without scripted faults. */
    public synchronized int refused() {
        return refused;
    }

    /** Returns the highest number of calls, without searches, that arrived in any 10 seconds, including rejected ones. */
    public synchronized int maxInTenSeconds() {
        return arrived.highest();
    }

    /** Returns the highest number of searches that arrived in any second, including rejected ones. */
    public synchronized int maxSearchesInOneSecond() {
        return searchesArrived.highest();
    }

    /** Counts a call and returns the name of the rate limit that rejects it; null if none does. */
    synchronized String arrive(ApiMethod.Kind kind) {
        if (kind == ApiMethod.Kind.OAUTH) {
            return null;
        }
        long now = time.millis();
        total++;
        startDay(now);
        boolean isSearch = kind == ApiMethod.Kind.SEARCH;
        (isSearch ? searchesArrived : arrived).add(now);
        String policy = null;
        if (daily > 0 && today >= daily) {
            policy = "DAILY";
        } else if (isSearch && search > 0 && searchesAccepted.count(now) >= search) {
            policy = "SECONDLY";
        } else if (!isSearch && burst > 0 && accepted.count(now) >= burst) {
            policy = "TEN_SECONDLY_ROLLING";
        }
        if (policy == null) {
            today++;
            (isSearch ? searchesAccepted : accepted).add(now);
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

    /** Returns the rate-limit headers of a response. As at HubSpot, searches have none, and OAuth calls have no daily ones. */
    synchronized Map<String, String> headers(ApiMethod.Kind kind, boolean oauthToken) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (kind != ApiMethod.Kind.CRM) {
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
