package io.github.camelhubspot.internal.resilience;

/**
 * The share of the account's limit that this client uses, beside other clients of the account; immutable.
 *
 * <p>What HubSpot reports as remaining shows how much other clients use. When next to nothing remains, the share is cut, a
 * large share by more than a small one. Otherwise it grows, a small share faster than a large one. Clients that all do so
 * converge to equal shares (additive increase, multiplicative decrease). When no other client was seen for a whole period, the
 * share grows fast, up to the limit.
 *
 * @param calls       own calls per period
 * @param growth      calls per period by which the share grows in a period
 * @param cutMillis   when the share was cut last
 * @param others      calls that other clients have made at least, by the last response
 * @param othersUntil until when other clients are taken to be active
 * @param updated     up to when growth is included in {@code calls}
 */
record LimitShare(double calls, double growth, long cutMillis, int others, long othersUntil, long updated) {

    /** Below this part of the limit, the remaining calls are scarce: the share is cut. */
    private static final double SCARCE = 0.05;
    /** Above this part of the limit, the remaining calls suffice for all. */
    private static final double AMPLE = 0.2;
    /** The part by which a share of the whole limit is cut; half the limit is cut by half of it. */
    private static final double CUT = 0.35;
    /** Growth per period, in parts of the limit, of a share of the whole limit; smaller shares grow faster. */
    private static final double SLOW_GROWTH = 0.005;
    private static final double AMPLE_GROWTH = 0.01;
    private static final double MAX_GROWTH_BESIDE_OTHERS = 0.1;
    private static final double GROWTH_ALONE = 0.25;

    static LimitShare whole(WindowQuota quota) {
        return new LimitShare(quota.limit(), GROWTH_ALONE * quota.accountLimit(), 0, 0, 0, 0);
    }

    /** Returns the share after it has grown until this time. */
    LimitShare at(long millis, WindowQuota quota) {
        long aloneSince = Math.max(updated, othersUntil);
        double grown = growth * (Math.min(millis, aloneSince) - updated);
        boolean alone = millis >= othersUntil;
        double growthAlone = GROWTH_ALONE * quota.accountLimit();
        if (alone) {
            grown += growthAlone * (millis - aloneSince);
        }
        double total = Math.min(quota.limit(), calls + grown / quota.periodMillis());
        return new LimitShare(total, alone ? growthAlone : growth, cutMillis, alone ? 0 : others, othersUntil, millis);
    }

    /** Returns the share of a changed limit: a share of the whole limit stays one. */
    LimitShare withLimit(int oldLimit, int newLimit) {
        double changed = calls >= oldLimit ? newLimit : Math.min(calls, newLimit);
        return new LimitShare(changed, growth, cutMillis, others, othersUntil, updated);
    }

    /** A call was rejected: other clients must have used the limit. */
    LimitShare rejected(long millis, WindowQuota quota) {
        return new LimitShare(calls, 0, cutMillis, others, millis + quota.periodMillis(), updated).cut(millis, quota);
    }

    /**
     * Adapts the share to what other clients use.
     *
     * @param used      calls of other clients in the current period, at least
     * @param remaining calls that HubSpot reports as remaining for all clients
     */
    LimitShare usedByOthers(int used, int remaining, long millis, WindowQuota quota) {
        if (used == 0) {
            return new LimitShare(calls, growth, cutMillis, 0, othersUntil, updated);
        }
        int limit = quota.accountLimit();
        boolean scarce = remaining < SCARCE * limit;
        double slow = remaining < AMPLE * limit ? SLOW_GROWTH : AMPLE_GROWTH;
        double next = scarce ? 0 : Math.min(MAX_GROWTH_BESIDE_OTHERS, slow * limit / calls) * limit;
        LimitShare beside = new LimitShare(calls, next, cutMillis, used, millis + quota.periodMillis(), updated);
        return scarce ? beside.cut(millis, quota) : beside;
    }

    /** At most once per period: the effect of a cut must show before the next one. */
    private LimitShare cut(long millis, WindowQuota quota) {
        if (millis - cutMillis < quota.periodMillis()) {
            return this;
        }
        double less = Math.max(1, calls - CUT * calls * calls / quota.accountLimit());
        return new LimitShare(less, growth, millis, others, othersUntil, updated);
    }
}
