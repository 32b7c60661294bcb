package io.github.camelhubspot.internal.resilience;

/**
 * The calls of this client that HubSpot may count in the current period; immutable.
 *
 * <p>HubSpot counts a call when it arrives, at an unknown time between its start and its response. So a call is counted from
 * its start until one period after its response: HubSpot never sees more calls per period than are counted here. A call whose
 * response takes longer than {@link #MAX_TRANSIT_MILLIS} is assumed to have arrived by then. Rejected calls are not counted.
 *
 * @param completed       calls whose response has come
 * @param inFlight        calls without a response yet
 * @param started         all calls ever started, except those that were rejected or not sent
 * @param lastStartMillis when the last call started
 */
record OwnCalls(RollingCount completed, int inFlight, long started, long lastStartMillis) {

    /** The longest time that a request is taken to need to arrive at HubSpot. */
    private static final long MAX_TRANSIT_MILLIS = 2_000;

    static OwnCalls none(long periodMillis) {
        return new OwnCalls(RollingCount.empty(periodMillis), 0, 0, 0);
    }

    int count() {
        return inFlight + completed.sum();
    }

    OwnCalls at(long millis) {
        return new OwnCalls(completed.at(millis), inFlight, started, lastStartMillis);
    }

    OwnCalls withPeriod(long periodMillis, long millis) {
        return new OwnCalls(completed.withPeriod(periodMillis, millis), inFlight, started, lastStartMillis);
    }

    OwnCalls start(long millis) {
        return new OwnCalls(completed, inFlight + 1, started + 1, millis);
    }

    /** A call in flight was rejected by HubSpot, or not sent after all. */
    OwnCalls drop() {
        return new OwnCalls(completed, inFlight - 1, started - 1, lastStartMillis);
    }

    /** A call that started at {@code startMillis} got a response, or failed after it was sent. */
    OwnCalls complete(long startMillis, long millis) {
        long arrival = Math.min(startMillis + MAX_TRANSIT_MILLIS, millis);
        return new OwnCalls(completed.plus(arrival), inFlight - 1, started, lastStartMillis);
    }
}
