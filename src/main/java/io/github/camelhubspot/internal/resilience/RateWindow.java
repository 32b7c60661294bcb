package io.github.camelhubspot.internal.resilience;

import java.time.Duration;
import java.time.Instant;

/**
 * How many calls may still go out in a window of time that rolls on; immutable.
 * <p>
 * HubSpot counts a call when it arrives, which is some time between its departure and its answer. So a call holds its
 * place until one whole period after its answer: so HubSpot never sees more calls in a period than the limit. A request
 * whose answer takes longer than {@link #LONGEST_WAY} is taken to have arrived by then. A call that HubSpot refused holds
 * none.
 * <p>
 * Other clients of the account are seen by what HubSpot says is left. Then this window keeps to a share of the limit. When
 * next to nothing is left, the share is cut, a large one by more than a small one; when there is room it grows, a small
 * one by more than a large one: that way all clients that do so come to equal shares. Calls are spread over the period
 * then, because what comes in bursts would find the limit used up by the burst of another client, or leave nothing to it.
 */
final class RateWindow {

    /**
     * What is remembered of a call while it is under way.
     *
     * @param at   when it left
     * @param base own calls that HubSpot can have counted by then, less all that ever left
     */
    record Departure(Instant at, long base) {
    }

    /** The longest time that a request is taken to be on its way to HubSpot. */
    static final Duration LONGEST_WAY = Duration.ofSeconds(2);

    /** Into how many parts a period is cut: a call is forgotten one part later than it could be, at most. */
    private static final int PARTS = 100;
    /** HubSpot counts in periods of seconds. What claims to be longer or shorter is not believed. */
    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);
    private static final Duration LONGEST_PERIOD = Duration.ofMinutes(1);
    /** When less than this part of the limit is left because of others, they are in need. */
    private static final double SCARCE = 0.05;
    /** When more than this part is left, there is room for all. */
    private static final double AMPLE = 0.2;
    /** A share of the whole limit is cut by this part, half the limit by half of it. */
    private static final double CUT = 0.35;
    /** Growth in parts of the limit per period: for a share of the whole limit, for any, and when there is room for all. */
    private static final double SLOW_GROWTH = 0.005;
    private static final double AMPLE_GROWTH = 0.01;
    private static final double FASTEST_SLOW_GROWTH = 0.1;
    private static final double FAST_GROWTH = 0.25;
    /** By how much faster than evenly calls may leave when they are spread over the period. */
    private static final double PACE = 1.2;
    /** How many may leave at once then: this part of the share. */
    private static final double BURST = 0.05;
    /** For how many periods a limit that was used up, or others that were seen, spread the calls. */
    private static final int PACED_PERIODS = 2;
    /** However little is left, one call goes out to ask in each such part of a period. */
    private static final int ASKS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_OWN_PAUSE = Duration.ofSeconds(4);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    // set while a window is being made, never after
    /** How many own calls the user allows in a period; 0 for no bound but HubSpot's limit. */
    private int bound;
    /** HubSpot's limit for all clients together, as far as it is known. */
    private int limit;
    private long periodMillis;
    private int underWay;
    /** Calls whose place is held until the end of a part, by the part's number modulo the length. */
    private int[] held;
    /** Up to which part {@link #held} has been cleared. */
    private long part;
    private int heldSum;
    /** All calls that ever left and were not refused. */
    private long departures;
    private long lastDeparture;
    /** Own share of the limit. */
    private double share;
    /** By how many calls the share grows in a period. */
    private double growth;
    private long cutAt;
    /** The least that others have used, as the last answer shows. */
    private int others;
    private long othersUntil;
    private long pacedUntil;
    /** How many calls may leave at once while calls are spread over the period. */
    private double credit;
    private long grownAt;
    private long pausedUntil;
    private Duration nextPause;

    private RateWindow() {
    }

    private RateWindow(RateWindow from) {
        bound = from.bound;
        limit = from.limit;
        periodMillis = from.periodMillis;
        underWay = from.underWay;
        held = from.held;
        part = from.part;
        heldSum = from.heldSum;
        departures = from.departures;
        lastDeparture = from.lastDeparture;
        share = from.share;
        growth = from.growth;
        cutAt = from.cutAt;
        others = from.others;
        othersUntil = from.othersUntil;
        pacedUntil = from.pacedUntil;
        credit = from.credit;
        grownAt = from.grownAt;
        pausedUntil = from.pausedUntil;
        nextPause = from.nextPause;
    }

    /**
     * A window in which nothing has happened yet.
     *
     * @param bound what the user allows at most; 0 if only HubSpot's word counts
     * @param limit what is taken for HubSpot's limit until an answer tells it
     */
    static RateWindow of(int bound, int limit, Duration period) {
        RateWindow window = new RateWindow();
        window.bound = bound;
        window.limit = limit;
        window.periodMillis = period.toMillis();
        window.held = new int[PARTS + 2];
        window.share = window.limit();
        window.growth = FAST_GROWTH * limit;
        window.nextPause = FIRST_PAUSE;
        return window;
    }

    /** How many calls may leave now. */
    int available(Instant now) {
        return at(now).available(now.toEpochMilli());
    }

    private int available(long millis) {
        if (millis < pausedUntil) {
            return 0;
        }
        int ofShare = (int) share - own();
        int room = Math.min(ofShare, Math.min(limit(), limit - others) - own());
        if (room < 1) {
            boolean mayAsk = others > 0 && ofShare > 0 && underWay == 0 && millis - lastDeparture >= periodMillis / ASKS;
            return mayAsk ? 1 : 0;
        }
        return millis < pacedUntil ? Math.min(room, (int) credit) : room;
    }

    /** How many own calls a period may have: HubSpot's limit as far as it is known, and no more than the user allows. */
    int limit() {
        return bound > 0 ? Math.min(bound, limit) : limit;
    }

    Duration period() {
        return Duration.ofMillis(periodMillis);
    }

    /**
     * The least time that a call has to wait, whatever happens meanwhile.
     *
     * @param before calls that are before it, none of which may leave now
     */
    Duration waitAtLeast(int before, Instant now) {
        long pause = Math.max(0, pausedUntil - now.toEpochMilli());
        return Duration.ofMillis(Math.max(pause, periodMillis * (before / limit())));
    }

    /** A call leaves. */
    RateWindow departed(Instant now) {
        RateWindow next = new RateWindow(at(now));
        next.underWay++;
        next.departures++;
        next.lastDeparture = now.toEpochMilli();
        next.credit = Math.max(0, next.credit - 1);
        if (next.own() >= next.limit()) {
            next.pace(next.lastDeparture);
        }
        return next;
    }

    /** @return what is to be remembered of the call that has just left */
    Departure departure() {
        return new Departure(Instant.ofEpochMilli(lastDeparture), own() - departures);
    }

    /** A call that was to leave did not. */
    RateWindow cancelled(Instant now) {
        RateWindow next = new RateWindow(at(now));
        next.underWay--;
        next.departures--;
        return next;
    }

    /** A call has ended, with an answer or without one. */
    RateWindow ended(Instant now, Departure departure, RateLimitInfo signal) {
        RateWindow next = new RateWindow(at(now));
        next.learnLimit(signal, now.toEpochMilli());
        next.underWay--;
        if (signal.limited()) {
            next.departures--;
            next.refused(signal, departure.at().toEpochMilli(), now.toEpochMilli());
        } else {
            Instant latest = departure.at().plus(LONGEST_WAY);
            next.hold(latest.isBefore(now) ? latest : now);
            next.nextPause = now.toEpochMilli() < pausedUntil ? nextPause : FIRST_PAUSE;
        }
        next.learnOthers(signal, departure.base(), now.toEpochMilli());
        return next;
    }

    /** The same window, with what is over forgotten. */
    RateWindow at(Instant now) {
        long millis = now.toEpochMilli();
        if (part(millis) <= part) {
            return this; // the clock has gone on by less than it takes for anything to change
        }
        RateWindow next = new RateWindow(this);
        next.forget(part(millis));
        double grown = growth * (Math.min(millis, Math.max(grownAt, othersUntil)) - grownAt);
        if (millis >= othersUntil) {
            next.others = 0;
            next.growth = FAST_GROWTH * limit; // nobody was seen for a whole period
            grown += next.growth * (millis - Math.max(grownAt, othersUntil));
        }
        double periods = (double) (millis - grownAt) / periodMillis;
        next.share = Math.min(limit(), share + grown / periodMillis);
        next.credit = Math.min(Math.max(1, BURST * share), credit + PACE * share * periods);
        next.grownAt = millis;
        return next;
    }

    private int own() {
        return underWay + heldSum;
    }

    private void forget(long current) {
        if (heldSum > 0) {
            held = held.clone();
            for (long over = Math.max(part, current - held.length); over < current; over++) {
                int index = index(over);
                heldSum -= held[index];
                held[index] = 0;
            }
        }
        part = current;
    }

    /** Keeps the place of a call until a period after it arrived. */
    private void hold(Instant arrived) {
        long until = part(arrived.toEpochMilli() + periodMillis);
        if (until >= part) {
            held = held.clone();
            held[index(until)]++;
            heldSum++;
        }
    }

    private void learnLimit(RateLimitInfo signal, long millis) {
        Duration told = signal.interval();
        if (told != null && told.toMillis() != periodMillis && told.compareTo(SHORTEST_PERIOD) >= 0
                && told.compareTo(LONGEST_PERIOD) <= 0) {
            // all calls so far are taken for new ones
            periodMillis = told.toMillis();
            part = part(millis);
            held = new int[PARTS + 2];
            held[index(part(millis + periodMillis))] = heldSum;
        }
        if (signal.max() != null && signal.max() > 0) {
            boolean whole = share >= limit();
            limit = signal.max();
            share = whole ? limit() : Math.min(share, limit());
        }
    }

    private void refused(RateLimitInfo signal, long departed, long millis) {
        if (signal.retryAfter() != null && !signal.retryAfter().isZero()) {
            pausedUntil = Math.max(pausedUntil, millis + shorter(signal.retryAfter(), LONGEST_PAUSE).toMillis());
        } else if (departed >= pausedUntil) { // those that had left before the pause tell nothing new
            pausedUntil = millis + nextPause.toMillis();
            nextPause = shorter(nextPause.multipliedBy(2), LONGEST_OWN_PAUSE);
        }
        credit = 0;
        growth = 0;
        othersUntil = millis + periodMillis;
        pace(millis);
        cut(millis);
    }

    /** @param base see {@link Departure#base} */
    private void learnOthers(RateLimitInfo signal, long base, long millis) {
        if (signal.max() == null || signal.max() < 1 || signal.remaining() == null) {
            return;
        }
        others = (int) Math.max(0, signal.max() - signal.remaining() - (base + departures));
        if (others == 0) {
            return;
        }
        othersUntil = millis + periodMillis;
        pace(millis);
        if (signal.remaining() < SCARCE * signal.max()) {
            growth = 0;
            cut(millis);
        } else if (signal.remaining() < AMPLE * signal.max()) {
            growth = Math.min(FASTEST_SLOW_GROWTH, SLOW_GROWTH * limit / share) * limit;
        } else {
            growth = Math.min(FASTEST_SLOW_GROWTH, AMPLE_GROWTH * limit / share) * limit;
        }
    }

    /** Once in a period: what was cut must show before it is cut again. */
    private void cut(long millis) {
        if (millis - cutAt >= periodMillis) {
            share = Math.max(1, share - CUT * share * share / limit);
            cutAt = millis;
        }
    }

    private void pace(long millis) {
        pacedUntil = millis + PACED_PERIODS * periodMillis;
    }

    private int index(long number) {
        return (int) Math.floorMod(number, (long) held.length);
    }

    private long part(long millis) {
        return Math.floorDiv(millis * PARTS, periodMillis);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
