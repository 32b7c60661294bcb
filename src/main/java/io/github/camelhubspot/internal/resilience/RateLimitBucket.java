package io.github.camelhubspot.internal.resilience;

/** A quota of an account that HubSpot counts apart from the others. */
public enum RateLimitBucket {

    /** Every call that is not a search: so many in ten seconds for an app. */
    GENERAL,

    /** Searches: so many in a second for an account, not counted among the others and told in no header. */
    SEARCH
}
