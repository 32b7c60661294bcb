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
 * Changes of leads, each once, in the order of time and id, from a position on. Goes round after round, each from the position
 * to what is settled by then, page by page: memory does not depend on how much there is.
 *
 * <p>A change is visible some time after it was made, and one that was made later may be visible sooner. So only what is older
 * than a <em>settle window</em> is given. A row that tells a newer time is left for later: either it is too new, or the search
 * found it by a time that it does not have any more. Where a change takes longer than that to be visible, it is still given if
 * it is no older than an <em>overlap</em>: each round begins that long before the position, and what was given since then is
 * remembered.
 *
 * <p>Used by one thread at a time.
 */
public final class ChangeFeed {

    /** So many changes are remembered. With more of them the overlap gets shorter, rather than each round longer. */
    public static final int REMEMBERED = 1_000;

    private final ChangeSource source;
    private final Duration settleWindow;
    private final Duration overlap;
    private ChangePosition position;
    /** What is not behind it is not looked at any more. */
    private ChangePosition floor;
    /** What was dealt with behind the floor. */
    private final TreeSet<ChangePosition> known = new TreeSet<>();
    /** What was given last and is not dealt with, in order. */
    private final Deque<ChangePosition> given = new ArrayDeque<>();
    /** Where this round stands; {@code null} for its end. */
    private Place place;
    private boolean inRound;
    /** What is newer is left for the next round; {@code null} before the first answer of a round. */
    private Instant end;
    private Instant asOf;

    /**
     * @param behind what comes next
     * @param until  the latest time that is asked for; {@code null} for any
     * @param byId   whether it is read by id, because there is more of that one time than a page holds
     */
    private record Place(ChangePosition behind, Instant until, boolean byId) {

        ChangeQuery query() {
            return byId ? ChangeQuery.byId(behind.modified(), behind.leadId()) : ChangeQuery.byTime(behind.modified(), until);
        }
    }

    /**
     * @param start        what is not behind it has been dealt with
     * @param settleWindow how long a change may take to be visible
     * @param overlap      how far before the position each round begins, to find what took longer
     */
    public ChangeFeed(ChangeSource source, ChangePosition start, Duration settleWindow, Duration overlap) {
        this.source = source;
        this.position = start;
        this.floor = start;
        this.settleWindow = settleWindow;
        this.overlap = overlap;
    }

    /** All changes up to here have been dealt with, but for those that are not visible yet. */
    public ChangePosition position() {
        return position;
    }

    /** What HubSpot's clock told when it was asked last; {@code null} if it has not been. */
    public Instant asOf() {
        return asOf;
    }

    /** Up to which time this round gives changes, or the last one did; {@code null} if that is not known yet. */
    public Instant roundEnd() {
        return end;
    }

    /**
     * The next changes. If not all of those given before are {@linkplain #done done}, these come again.
     *
     * @param  most how many at most; there are never more than a page
     * @return      in order, but for those that were visible late; nothing at the end of a round
     * @throws io.github.camelhubspot.HubSpotException if HubSpot does not answer; the next call asks the same again
     */
    public List<Change> next(int most) {
        if (!inRound || !given.isEmpty()) {
            given.clear();
            inRound = true;
            end = null;
            place = new Place(ChangePosition.later(floor, ChangePosition.before(overlapStart())), null, false);
        }
        while (place != null) {
            Place asked = place;
            ChangeAnswer answer = source.ask(asked.query());
            asOf = answer.asOf();
            if (end == null) {
                end = asOf.minus(settleWindow);
            }
            List<Change> changes = asked.byId() ? pageById(asked, answer) : pageByTime(asked, answer);
            if (!changes.isEmpty()) {
                return give(asked, changes, most);
            }
        }
        inRound = false;
        return List.of();
    }

    /** Says that a change which was given is dealt with. The position moves when all before it are, too. */
    public void done(Change change) {
        known.add(change.position());
        while (!given.isEmpty() && known.contains(given.peek())) {
            position = ChangePosition.later(position, given.remove());
        }
        forget();
    }

    private List<Change> give(Place asked, List<Change> found, int most) {
        List<Change> changes = found;
        if (found.size() > most) {
            changes = List.copyOf(found.subList(0, most));
            place = new Place(changes.get(most - 1).position(), asked.until(), asked.byId());
        }
        changes.forEach(change -> given.add(change.position()));
        return changes;
    }

    /** Leads with the same time come in any order, so the last ones of a page count only when all of them are read. */
    private List<Change> pageByTime(Place asked, ChangeAnswer answer) {
        Instant from = asked.behind().modified();
        Instant until = asked.until() == null ? end : asked.until();
        if (from.isAfter(end)) {
            place = null;
            return List.of();
        }
        List<FoundLead> within = answer.rows().stream()
                .filter(row -> !row.modified().isBefore(from) && !row.modified().isAfter(until)).toList();
        if (!answer.full()) {
            place = until.isBefore(end) ? new Place(ChangePosition.before(until).behindItsTime(), null, false) : null;
            return changes(asked, within);
        }
        if (within.size() < answer.rows().size() || !isInOrder(within)) {
            place = narrower(asked, answer.rows());
            return List.of();
        }
        Instant last = within.get(within.size() - 1).modified();
        List<FoundLead> whole = within.stream().filter(row -> row.modified().isBefore(last)).toList();
        ChangePosition next = ChangePosition.later(asked.behind(), ChangePosition.before(last));
        place = whole.isEmpty() ? new Place(next, null, true) : new Place(next, asked.until(), false);
        return changes(asked, whole);
    }

    /**
     * A row that tells a newer time than the one it was found by does not tell up to where a page goes: to go on behind it would
     * pass over others. But a page that is not full has all there is between two times.
     */
    private Place narrower(Place asked, List<FoundLead> rows) {
        Instant from = asked.behind().modified();
        Instant until;
        if (asked.until() == null) {
            // the least of the last quarter: with few such rows this is no full page, and not much less
            Instant guess = rows.subList(rows.size() * 3 / 4, rows.size()).stream().map(FoundLead::modified)
                    .min(Instant::compareTo).orElse(end);
            until = guess.isBefore(from) || guess.isAfter(end) ? end : guess;
        } else if (asked.until().isAfter(from)) {
            until = from.plusMillis(Duration.between(from, asked.until()).toMillis() / 2);
        } else {
            return new Place(asked.behind(), null, true);
        }
        return new Place(asked.behind(), until, false);
    }

    private static boolean isInOrder(List<FoundLead> rows) {
        return IntStream.range(1, rows.size())
                .noneMatch(i -> rows.get(i).modified().isBefore(rows.get(i - 1).modified()));
    }

    private List<Change> pageById(Place asked, ChangeAnswer answer) {
        Instant time = asked.behind().modified();
        long last = answer.rows().stream().mapToLong(row -> row.position().leadId()).max().orElse(0);
        boolean more = answer.full() && last > asked.behind().leadId();
        place = more ? new Place(new ChangePosition(time, last), null, true)
                : new Place(asked.behind().behindItsTime(), null, false);
        return changes(asked, answer.rows().stream().filter(row -> row.modified().equals(time)).toList());
    }

    private List<Change> changes(Place asked, List<FoundLead> rows) {
        Set<Long> before = known.stream().map(ChangePosition::leadId).collect(Collectors.toSet());
        return rows.stream().filter(row -> row.position().isBehind(asked.behind()) && !known.contains(row.position()))
                .sorted((one, other) -> one.position().compareTo(other.position())).distinct()
                .map(row -> new Change(row.position(), row.lead(), isNew(row, before))).toList();
    }

    /**
     * Nothing of a lead that was created behind the floor has come before if none of it is known. Of an older one that cannot be
     * told, unless it had no time to settle before this change.
     *
     * @param before the leads that are known
     */
    private boolean isNew(FoundLead row, Set<Long> before) {
        if (row.created() == null) {
            return false;
        }
        return row.created().isAfter(floor.modified()) ? !before.contains(row.position().leadId())
                : !row.modified().isAfter(row.created().plus(settleWindow));
    }

    private void forget() {
        Instant start = overlapStart();
        while (!known.isEmpty() && (known.size() > REMEMBERED || known.first().modified().isBefore(start))) {
            ChangePosition first = known.first();
            // what is not dealt with must be found again
            if (first.isBehind(position) || !given.isEmpty() && first.isBehind(given.peek())) {
                return;
            }
            floor = ChangePosition.later(floor, known.pollFirst());
        }
    }

    private Instant overlapStart() {
        Instant start = position.modified();
        return Duration.between(Instant.EPOCH, start).compareTo(overlap) <= 0 ? Instant.EPOCH : start.minus(overlap);
    }
}
