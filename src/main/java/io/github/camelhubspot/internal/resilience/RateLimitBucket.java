package io.github.camelhubspot.internal.resilience;

/** A rate limit of an account that HubSpot counts separately. */
public enum RateLimitBucket {

    /** All calls except searches: limited per app in ten seconds. */
    GENERAL,

    /** Searches: limited per account in one second, and reported by no header. */
    SEARCH
}
