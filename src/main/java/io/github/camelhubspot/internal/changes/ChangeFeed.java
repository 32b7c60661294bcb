package io.github.camelhubspot.internal.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Changes of leads after a position, each once, in the order of time and id. Works in rounds: a round reads page by page from the
 * position to the latest settled change. Memory does not depend on the number of changes.
 *
 * <p>HubSpot's index shows a change some time after it was made, and a later change possibly sooner. So only changes older than a
 * <em>settle window</em> are delivered. A row with a later time is left for a later round: either it is not settled, or the index
 * found the lead by an outdated time. A change that the index shows even later is still delivered if it is not older than an
 * <em>overlap</em>: each round begins that long before the position, and the changes delivered since then are remembered.
 *
 * <p>Not thread-safe.
 */
public final class ChangeFeed implements ChangeWalk {

    /** Maximum number of remembered changes. With more changes the overlap gets shorter, rather than each round longer. */
    public static final int REMEMBERED = 1_000;

    private final ChangeSource source;
    private final Duration settleWindow;
    private final Duration overlap;
    /** All changes up to here are delivered, except those that were not visible. */
    private ChangePosition deliveredUpTo;
    /** Changes up to this position are skipped. */
    private ChangePosition watermark;
    /** Delivered changes after the watermark. */
    private final TreeSet<ChangePosition> delivered = new TreeSet<>();
    /** Changes that were returned last and are not done, in order. */
    private final Deque<ChangePosition> inFlight = new ArrayDeque<>();
    /** The next page of this round; {@code null} at its end. */
    private Cursor cursor;
    private boolean inRound;
    /** Later changes are left for the next round; {@code null} before the first page of a round. */
    private Instant roundEnd;
    /** End of the last complete round; {@code null} if there was none. */
    private Instant completedUntil;
    private Instant asOf;

    /**
     * @param after the position after which the page begins
     * @param until the latest time of the query; {@code null} for no limit
     * @param byId  whether the page is read by id, because more than a page of leads have the same time
     */
    private record Cursor(ChangePosition after, Instant until, boolean byId) {

        ChangeQuery query() {
            return byId ? ChangeQuery.byId(after.modified(), after.leadId()) : ChangeQuery.byTime(after.modified(), until);
        }
    }

    /**
     * @param start        changes up to this position are not delivered
     * @param settleWindow how long it may take until a change is visible
     * @param overlap      how far before the position each round begins, to find changes that took longer
     */
    public ChangeFeed(ChangeSource source, ChangePosition start, Duration settleWindow, Duration overlap) {
        this.source = source;
        this.deliveredUpTo = start;
        this.watermark = start;
        this.settleWindow = settleWindow;
        this.overlap = overlap;
    }

    /** Returns changes in order, except those that became visible late. */
    @Override
    public List<Change> next(int most) {
        if (!inRound || !inFlight.isEmpty()) {
            startRound();
        }
        while (cursor != null) {
            Cursor current = cursor;
            ChangePage page = source.fetch(current.query());
            asOf = page.asOf();
            if (roundEnd == null) {
                roundEnd = asOf.minus(settleWindow);
            }
            List<Change> changes = current.byId() ? pageById(current, page) : pageByTime(current, page);
            if (!changes.isEmpty()) {
                return deliver(current, changes, most);
            }
        }
        inRound = false;
        completedUntil = roundEnd;
        return List.of();
    }

    private void startRound() {
        inFlight.clear();
        inRound = true;
        roundEnd = null;
        cursor = new Cursor(ChangePosition.later(watermark, ChangePosition.before(overlapStart())), null, false);
    }

    private List<Change> deliver(Cursor current, List<Change> found, int most) {
        List<Change> changes = found;
        if (found.size() > most) {
            changes = List.copyOf(found.subList(0, most));
            cursor = new Cursor(changes.get(most - 1).position(), current.until(), current.byId());
        }
        changes.forEach(change -> inFlight.add(change.position()));
        return changes;
    }

    /** The position moves when all changes before it are done, too. */
    @Override
    public void done(Change change) {
        delivered.add(change.position());
        while (!inFlight.isEmpty() && delivered.contains(inFlight.peek())) {
            deliveredUpTo = ChangePosition.later(deliveredUpTo, inFlight.remove());
        }
        raiseWatermark();
    }

    /**
     * Evaluates a page in the order of time. HubSpot returns leads of one time in any order, so the leads of the last time on a
     * page are used only if the page has all of them.
     */
    private List<Change> pageByTime(Cursor current, ChangePage page) {
        Instant from = current.after().modified();
        Instant until = current.until() == null ? roundEnd : current.until();
        if (from.isAfter(roundEnd)) {
            cursor = null;
            return List.of();
        }
        List<FoundLead> within = page.rows().stream()
                .filter(row -> !row.modified().isBefore(from) && !row.modified().isAfter(until)).toList();
        if (!page.hasMore()) {
            cursor = until.isBefore(roundEnd) ? new Cursor(ChangePosition.before(until).afterItsTime(), null, false) : null;
            return changes(current, within);
        }
        if (within.size() < page.rows().size() || !isInOrder(within)) {
            cursor = narrower(current, page.rows());
            return List.of();
        }
        Instant last = within.get(within.size() - 1).modified();
        List<FoundLead> complete = within.stream().filter(row -> row.modified().isBefore(last)).toList();
        ChangePosition next = ChangePosition.later(current.after(), ChangePosition.before(last));
        cursor = complete.isEmpty() ? new Cursor(next, null, true) : new Cursor(next, current.until(), false);
        return changes(current, complete);
    }

    /**
     * Returns a cursor with a shorter range of time, for a page with rows that the index found by an outdated time. The end of
     * such a page is unknown, so a page after its last row could skip changes. A page that is not full has all changes of its
     * range.
     */
    private Cursor narrower(Cursor current, List<FoundLead> rows) {
        Instant from = current.after().modified();
        if (current.until() == null) {
            // the earliest time of the last quarter: with few outdated rows the next page is not full, but nearly
            Instant guess = rows.subList(rows.size() * 3 / 4, rows.size()).stream().map(FoundLead::modified)
                    .min(Instant::compareTo).orElse(roundEnd);
            return new Cursor(current.after(), guess.isBefore(from) || guess.isAfter(roundEnd) ? roundEnd : guess, false);
        }
        if (current.until().isAfter(from)) {
            long half = Duration.between(from, current.until()).toMillis() / 2;
            return new Cursor(current.after(), from.plusMillis(half), false);
        }
        return new Cursor(current.after(), null, true);
    }

    private static boolean isInOrder(List<FoundLead> rows) {
        return IntStream.range(1, rows.size())
                .noneMatch(i -> rows.get(i).modified().isBefore(rows.get(i - 1).modified()));
    }

    private List<Change> pageById(Cursor current, ChangePage page) {
        Instant time = current.after().modified();
        long last = page.rows().stream().mapToLong(row -> row.position().leadId()).max().orElse(0);
        boolean more = page.hasMore() && last > current.after().leadId();
        cursor = more ? new Cursor(new ChangePosition(time, last), null, true)
                : new Cursor(current.after().afterItsTime(), null, false);
        return changes(current, page.rows().stream().filter(row -> row.modified().equals(time)).toList());
    }

    /** Returns the changes of rows that were not delivered, in order. */
    private List<Change> changes(Cursor current, List<FoundLead> rows) {
        Set<Long> deliveredLeads = delivered.stream().map(ChangePosition::leadId).collect(Collectors.toSet());
        return rows.stream().filter(row -> row.position().isAfter(current.after()) && !delivered.contains(row.position()))
                .sorted((one, other) -> one.position().compareTo(other.position())).distinct()
                .map(row -> new Change(row.position(), row.lead(), isNew(row, deliveredLeads))).toList();
    }

    /**
     * Whether no change of a lead was delivered before. That is certain for leads created after the watermark. An older lead
     * counts as new if its creation cannot have settled before this change.
     */
    private boolean isNew(FoundLead row, Set<Long> deliveredLeads) {
        if (row.created() == null) {
            return false;
        }
        return row.created().isAfter(watermark.modified()) ? !deliveredLeads.contains(row.position().leadId())
                : !row.modified().isAfter(row.created().plus(settleWindow));
    }

    /** Forgets delivered changes that are older than the overlap, or too many. */
    private void raiseWatermark() {
        Instant start = overlapStart();
        while (!delivered.isEmpty() && (delivered.size() > REMEMBERED || delivered.first().modified().isBefore(start))) {
            ChangePosition first = delivered.first();
            // changes that are not done must be found again
            if (first.isAfter(deliveredUpTo) || !inFlight.isEmpty() && first.isAfter(inFlight.peek())) {
                return;
            }
            watermark = ChangePosition.later(watermark, delivered.pollFirst());
        }
    }

    private Instant overlapStart() {
        Instant start = deliveredUpTo.modified();
        return Duration.between(Instant.EPOCH, start).compareTo(overlap) <= 0 ? Instant.EPOCH : start.minus(overlap);
    }

    ChangePosition deliveredUpTo() {
        return deliveredUpTo;
    }

    @Override
    public String position() {
        return deliveredUpTo.text();
    }

    @Override
    public String positionAfter(Change change) {
        return change.position().text();
    }

    @Override
    public Instant coveredUntil() {
        Instant time = deliveredUpTo.modified();
        return completedUntil != null && completedUntil.isAfter(time) ? completedUntil : time;
    }

    @Override
    public Instant asOf() {
        return asOf;
    }

    @Override
    public String type(Change change) {
        return change.created() ? "CREATED" : "UPDATED";
    }
}
