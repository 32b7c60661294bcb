package io.github.camelhubspot.client.resilience;

import java.time.Duration;

import java.time.Instant;
import java.util.Arrays;

/**
 * How many calls may still go out in a window of time that rolls on; immutable.
 * <p>
 * HubSpot counts a call when it arrives, which is some time between its departure and its answer. So a call is counted from its
 * departure until one whole period after its answer: whatever the network does, HubSpot never sees more calls in a period than
 * the limit. An answer that takes long holds its place no longer than {@link #LONGEST_WAY}: by then the request had arrived.
 * <p>
 * Other clients of the account are seen by what HubSpot says is left. When next to nothing is left because of them, this window
 * takes a smaller share, and grows back steadily: that way all clients that do so come to equal shares.
 */
final class RateWindow {

    /** The longest time that a request is taken to be on its way to HubSpot. */
    static final Duration LONGEST_WAY = Duration.ofSeconds(2);

    /** Into how many parts a period is cut: a call is forgotten one part later than it could be, at most. */
    private static final int PARTS = 100;
    /** When less than this share is left because of others, they are in need. */
    private static final double SCARCE = 0.05;
    /** When more than this share is left, there is room to grow. */
    private static final double AMPLE = 0.1;
    private static final double CUT = 0.8;
    /** Growth in shares of the limit per period. */
    private static final double GROWTH = 0.5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final int bound;
    private final int limit;
    private final long periodMillis;
    private final int underWay;
    /** Calls whose place is held until the end of a part, by the part's number modulo the length. */
    private final int[] held;
    /** Up to which part {@link #held} has been cleared. */
    private final long part;
    private final int heldSum;
    /** Own share of the limit. */
    private final double share;
    private final long shareSince;
    private final int others;
    private final long othersUntil;
    private final long pausedUntil;
    private final Duration nextPause;

    private RateWindow(Draft draft) {
        this.bound = draft.bound;
        this.limit = draft.limit;
        this.periodMillis = draft.periodMillis;
        this.underWay = draft.underWay;
        this.held = draft.held;
        this.part = draft.part;
        this.heldSum = draft.heldSum;
        this.share = draft.share;
        this.shareSince = draft.shareSince;
        this.others = draft.others;
        this.othersUntil = draft.othersUntil;
        this.pausedUntil = draft.pausedUntil;
        this.nextPause = draft.nextPause;
    }

    /**
     * A window in which nothing has happened yet.
     *
     * @param bound what the user allows at most; 0 if only HubSpot's word counts
     * @param limit what is taken for HubSpot's limit until an answer tells it
     */
    static RateWindow of(int bound, int limit, Duration period) {
        Draft draft = new Draft();
        draft.bound = bound;
        draft.limit = bound > 0 ? Math.min(bound, limit) : limit;
        draft.periodMillis = period.toMillis();
        draft.held = new int[PARTS + 2];
        draft.share = draft.limit;
        draft.nextPause = FIRST_PAUSE;
        return new RateWindow(draft);
    }

    /** How many calls may leave now. */
    int available(Instant now) {
        RateWindow today = at(now);
        if (now.toEpochMilli() < pausedUntil) {
            return 0;
        }
        int own = today.underWay + today.heldSum;
        int left = Math.min((int) today.share, limit - today.others) - own;
        return Math.max(0, left);
    }

    /** HubSpot's limit as far as it is known, and no more than the user allows. */
    int limit() {
        return limit;
    }

    Duration period() {
        return Duration.ofMillis(periodMillis);
    }

    /** A call leaves. */
    RateWindow departed(Instant now) {
        Draft draft = new Draft(at(now));
        draft.underWay++;
        return new RateWindow(draft);
    }

    /** A call that was to leave did not. */
    RateWindow cancelled(Instant now) {
        Draft draft = new Draft(at(now));
        draft.underWay--;
        return new RateWindow(draft);
    }

    /** A call has ended, with an answer or without one. */
    RateWindow ended(Instant now, Instant departed, RateSignal signal) {
        Draft draft = new Draft(at(now));
        draft.underWay--;
        draft.hold(departed.plus(LONGEST_WAY).isBefore(now) ? departed.plus(LONGEST_WAY) : now);
        draft.learn(signal, now);
        return new RateWindow(draft);
    }

    /** The same window, with what is over forgotten. */
    private RateWindow at(Instant now) {
        Draft draft = new Draft(this);
        if (draft.forget(now)) {
            return new RateWindow(draft);
        }
        return this;
    }

    /** The next window in the making. */
    private static final class Draft {

        private int bound;
        private int limit;
        private long periodMillis;
        private int underWay;
        private int[] held;
        private boolean copied;
        private long part;
        private int heldSum;
        private double share;
        private long shareSince;
        private int others;
        private long othersUntil;
        private long pausedUntil;
        private Duration nextPause;

        Draft() {
        }

        Draft(RateWindow from) {
            bound = from.bound;
            limit = from.limit;
            periodMillis = from.periodMillis;
            underWay = from.underWay;
            held = from.held;
            part = from.part;
            heldSum = from.heldSum;
            share = from.share;
            shareSince = from.shareSince;
            others = from.others;
            othersUntil = from.othersUntil;
            pausedUntil = from.pausedUntil;
            nextPause = from.nextPause;
        }

        /** @return whether anything changed */
        boolean forget(Instant now) {
            long millis = now.toEpochMilli();
            long current = part(millis);
            boolean changed = false;
            if (current > part) {
                if (heldSum > 0) {
                    own();
                    for (long over = Math.max(part, current - held.length); over < current; over++) {
                        int index = (int) Math.floorMod(over, (long) held.length);
                        heldSum -= held[index];
                        held[index] = 0;
                    }
                }
                part = current;
                changed = true;
            }
            if (others > 0 && millis >= othersUntil) {
                others = 0;
                changed = true;
            }
            if (share < limit && millis > shareSince) {
                share = Math.min(limit, share + GROWTH * limit * (millis - shareSince) / periodMillis);
                shareSince = millis;
                changed = true;
            }
            return changed;
        }

        /** Keeps the place of a call until a period after it arrived. */
        void hold(Instant arrived) {
            long until = part(arrived.toEpochMilli() + periodMillis);
            if (until >= part) {
                own();
                held[(int) Math.floorMod(until, (long) held.length)]++;
                heldSum++;
            }
        }

        void learn(RateSignal signal, Instant now) {
            long millis = now.toEpochMilli();
            if (signal.interval() != null && signal.interval().toMillis() > 0
                    && signal.interval().toMillis() != periodMillis) {
                change(signal.interval(), millis);
            }
            if (signal.max() != null && signal.max() > 0) {
                int known = bound > 0 ? Math.min(bound, signal.max()) : signal.max();
                if (known != limit) {
                    share = share >= limit ? known : Math.min(share, known);
                    limit = known;
                }
            }
            if (signal.limited()) {
                Duration pause = signal.retryAfter() == null || signal.retryAfter().isZero() ? nextPause : signal.retryAfter();
                pausedUntil = Math.max(pausedUntil, millis + shorter(pause, LONGEST_PAUSE).toMillis());
                nextPause = shorter(nextPause.multipliedBy(2), LONGEST_PAUSE);
                cut(millis);
                return;
            }
            if (millis >= pausedUntil) {
                nextPause = FIRST_PAUSE;
            }
            if (signal.max() != null && signal.remaining() != null) {
                // what is under way may not have arrived yet, so this is the least that others can have used
                others = Math.max(0, signal.max() - signal.remaining() - underWay - heldSum);
                othersUntil = millis + periodMillis;
                if (others > 0 && signal.remaining() < SCARCE * signal.max()) {
                    cut(millis);
                } else if (signal.remaining() < AMPLE * signal.max()) {
                    shareSince = millis; // neither cut nor grown
                }
            }
        }

        /** HubSpot counts over another period: all calls so far are taken for new ones. */
        private void change(Duration period, long millis) {
            periodMillis = period.toMillis();
            part = part(millis);
            held = new int[PARTS + 2];
            copied = true;
            held[(int) Math.floorMod(part(millis + periodMillis), (long) held.length)] = heldSum;
        }

        /** Not more often than four times in a period: what was cut must show before it is cut again. */
        private void cut(long millis) {
            if (millis - shareSince >= periodMillis / 4 || share >= limit) {
                share = Math.max(1, Math.min(share, underWay + heldSum) * CUT);
                shareSince = millis;
            }
        }

        private void own() {
            if (!copied) {
                held = Arrays.copyOf(held, held.length);
                copied = true;
            }
        }

        private long part(long millis) {
            return Math.floorDiv(millis * PARTS, periodMillis);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
