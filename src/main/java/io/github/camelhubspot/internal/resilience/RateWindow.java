package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells how many calls may start now under a limit per rolling period; immutable. Every change returns a new window.
 *
 * @param quota  the limit and its period
 * @param own    the calls of this client in the current period
 * @param share  the part of the limit that this client uses beside others
 * @param pacing spreads calls over the period when the limit is shared or used up
 * @param pause  no call starts for a while after one was rejected
 */
record RateWindow(WindowQuota quota, OwnCalls own, LimitShare share, Pacing pacing, Pause pause) {

    /**
     * What is kept of a call in flight.
     *
     * @param millis when it started
     * @param base   own calls that HubSpot can have counted by then, minus all calls ever started
     */
    record Start(long millis, long base) {
    }

    /** Calls per period that may start as probes when other clients leave nothing of the limit. */
    private static final int PROBES_PER_PERIOD = 2;

    /**
     * Returns a window in which no call has started.
     *
     * @param userLimit    own calls that the user allows per period; 0 for no limit but HubSpot's
     * @param assumedLimit HubSpot's limit until a response reports it
     */
    static RateWindow of(int userLimit, int assumedLimit, Duration period) {
        WindowQuota quota = new WindowQuota(userLimit, assumedLimit, period.toMillis());
        return new RateWindow(quota, OwnCalls.none(quota.periodMillis()), LimitShare.whole(quota), Pacing.NONE, Pause.NONE);
    }

    /** Returns how many calls may start now. */
    int available(Instant now) {
        return at(now).available(now.toEpochMilli());
    }

    private int available(long millis) {
        if (pause.isActive(millis)) {
            return 0;
        }
        int freeOfShare = (int) share.calls() - own.count();
        int free = Math.min(freeOfShare, Math.min(limit(), quota.accountLimit() - share.others()) - own.count());
        if (free < 1) {
            return freeOfShare > 0 && mayProbe(millis) ? 1 : 0;
        }
        return pacing.limited(free, millis);
    }

    private boolean mayProbe(long millis) {
        return share.others() > 0 && own.inFlight() == 0
                && millis - own.lastStartMillis() >= quota.periodMillis() / PROBES_PER_PERIOD;
    }

    int limit() {
        return quota.limit();
    }

    Duration period() {
        return Duration.ofMillis(quota.periodMillis());
    }

    /**
     * Returns the least time that a call has to wait.
     *
     * @param queued calls before it, none of which may start now
     */
    Duration minimumWait(int queued, Instant now) {
        return Duration.ofMillis(Math.max(pause.remaining(now.toEpochMilli()), quota.periodMillis() * (queued / limit())));
    }

    /** A call starts. */
    RateWindow started(Instant now) {
        RateWindow current = at(now);
        long millis = now.toEpochMilli();
        OwnCalls calls = current.own.start(millis);
        Pacing paced = current.pacing.taken();
        return new RateWindow(quota, calls, current.share,
                calls.count() >= limit() ? paced.prolonged(millis, quota.periodMillis()) : paced, pause);
    }

    /** Returns the record of the call that has just started, for its end. */
    Start lastStart() {
        return new Start(own.lastStartMillis(), own.count() - own.started());
    }

    /** A call that was to start was not sent. */
    RateWindow cancelled(Instant now) {
        RateWindow current = at(now);
        return new RateWindow(quota, current.own.drop(), current.share, current.pacing, pause);
    }

    /** A call has ended, with a response or without one. */
    RateWindow ended(Instant now, Start start, RateLimitInfo info) {
        long millis = now.toEpochMilli();
        RateWindow current = at(now).withQuota(quota.updated(info), millis);
        return (info.limited() ? current.rejected(start, info, millis) : current.accepted(start, millis))
                .withRemaining(start, info, millis);
    }

    private RateWindow withQuota(WindowQuota updated, long millis) {
        return new RateWindow(updated, own.withPeriod(updated.periodMillis(), millis),
                share.withLimit(limit(), updated.limit()), pacing, pause);
    }

    private RateWindow rejected(Start start, RateLimitInfo info, long millis) {
        return new RateWindow(quota, own.drop(), share.rejected(millis, quota),
                pacing.emptied().prolonged(millis, quota.periodMillis()),
                pause.rejected(info.retryAfter(), start.millis(), millis));
    }

    private RateWindow accepted(Start start, long millis) {
        return new RateWindow(quota, own.complete(start.millis(), millis), share, pacing, pause.accepted(millis));
    }

    /** Calls that HubSpot has counted in addition to the own ones were made by other clients. */
    private RateWindow withRemaining(Start start, RateLimitInfo info, long millis) {
        if (info.max() == null || info.max() < 1 || info.remaining() == null) {
            return this;
        }
        int others = (int) Math.max(0, info.max() - info.remaining() - (start.base() + own.started()));
        return new RateWindow(quota, own, share.usedByOthers(others, info.remaining(), millis, quota),
                others > 0 ? pacing.prolonged(millis, quota.periodMillis()) : pacing, pause);
    }

    /** Returns the window with all expired calls removed, and with growth and refill until now; the same within one slot. */
    private RateWindow at(Instant now) {
        long millis = now.toEpochMilli();
        if (!own.completed().isOutdated(millis)) {
            return this;
        }
        double periods = (double) (millis - share.updated()) / quota.periodMillis();
        return new RateWindow(quota, own.at(millis), share.at(millis, quota), pacing.refilled(share.calls(), periods), pause);
    }
}
