package io.github.camelhubspot.internal.resilience;

/**
 * Spreads calls evenly over the period while the limit is used up or shared with other clients; immutable. Bursts would find the
 * limit used up by the burst of another client, or leave nothing to it. A token bucket: a call takes one token.
 *
 * @param until  until when calls are spread
 * @param tokens calls that may start at once
 */
record Pacing(long until, double tokens) {

    /** The rate of refill, as a multiple of an even distribution over the period. */
    private static final double RATE = 1.2;
    /** The capacity, as a part of the own share. */
    private static final double BURST = 0.05;
    /** How many periods calls are spread after the limit was used up or another client was seen. */
    private static final int PERIODS = 2;

    static final Pacing NONE = new Pacing(0, 0);

    /** @param periods the time since the last refill, in periods */
    Pacing refilled(double share, double periods) {
        return new Pacing(until, Math.min(Math.max(1, BURST * share), tokens + RATE * share * periods));
    }

    Pacing taken() {
        return new Pacing(until, Math.max(0, tokens - 1));
    }

    Pacing emptied() {
        return new Pacing(until, 0);
    }

    Pacing prolonged(long millis, long periodMillis) {
        return new Pacing(millis + PERIODS * periodMillis, tokens);
    }

    /** Returns how many of the free calls may start now. */
    int limited(int free, long millis) {
        return millis < until ? Math.min(free, (int) tokens) : free;
    }
}
