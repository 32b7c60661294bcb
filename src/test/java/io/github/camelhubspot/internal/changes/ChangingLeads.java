package io.github.camelhubspot.internal.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Leads that change, and a search whose index shows each change after a delay: until then it finds the lead by the time before,
 * but returns its current state. The order of leads of one time differs between searches.
 */
final class ChangingLeads implements ChangeSource {

    private static final int LIMIT = 200;

    /** A change that the index does not show yet. */
    private record Pending(Instant visible, long sequence, long id, Instant modified) {
    }

    private final Random random;
    private final Map<Long, Instant> modified = new HashMap<>();
    private final Map<Long, Instant> created = new HashMap<>();
    private final Map<Long, Instant> indexed = new HashMap<>();
    private final TreeMap<Instant, TreeSet<Long>> index = new TreeMap<>();
    private final PriorityQueue<Pending> pending
            = new PriorityQueue<>(Comparator.comparing(Pending::visible).thenComparing(Pending::sequence));
    private Instant now;
    private long sequence;
    private int calls;
    private Runnable afterPage = () -> {
    };

    ChangingLeads(Instant now, Random random) {
        this.now = now;
        this.random = random;
    }

    Instant now() {
        return now;
    }

    int calls() {
        return calls;
    }

    Map<Long, Instant> current() {
        return modified;
    }

    /** Sets an action that runs after each page. */
    void afterPage(Runnable action) {
        afterPage = action;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Creates or changes a lead now; the index shows it after the delay. */
    void change(long id, Duration delay) {
        modified.put(id, now);
        created.putIfAbsent(id, now);
        pending.add(new Pending(now.plus(delay), sequence++, id, now));
    }

    private void updateIndex() {
        while (!pending.isEmpty() && !pending.peek().visible().isAfter(now)) {
            Pending change = pending.remove();
            Instant current = indexed.get(change.id());
            if (current != null && current.isAfter(change.modified())) {
                continue; // the index shows a later change already
            }
            if (current != null) {
                index.computeIfPresent(current, (time, ids) -> ids.remove(change.id()) && ids.isEmpty() ? null : ids);
            }
            indexed.put(change.id(), change.modified());
            index.computeIfAbsent(change.modified(), time -> new TreeSet<>()).add(change.id());
        }
    }

    @Override
    public ChangePage fetch(ChangeQuery query) {
        calls++;
        updateIndex();
        List<FoundLead> rows = new ArrayList<>();
        boolean hasMore = query.byId() ? byId(query, rows) : byTime(query, rows);
        ChangePage page = new ChangePage(rows, hasMore, now);
        afterPage.run();
        return page;
    }

    private boolean byId(ChangeQuery query, List<FoundLead> rows) {
        for (long id : index.getOrDefault(query.from(), new TreeSet<>()).tailSet(query.afterId(), false)) {
            if (rows.size() == LIMIT) {
                return true;
            }
            rows.add(row(id));
        }
        return false;
    }

    private boolean byTime(ChangeQuery query, List<FoundLead> rows) {
        for (TreeSet<Long> ids : inRange(query).values()) {
            List<Long> shuffled = new ArrayList<>(ids);
            Collections.shuffle(shuffled, random);
            for (long id : shuffled) {
                if (rows.size() == LIMIT) {
                    return true;
                }
                rows.add(row(id));
            }
        }
        return false;
    }

    private FoundLead row(long id) {
        return new FoundLead(new ChangePosition(modified.get(id), id), created.get(id), Map.of("id", Long.toString(id)));
    }

    private NavigableMap<Instant, TreeSet<Long>> inRange(ChangeQuery query) {
        NavigableMap<Instant, TreeSet<Long>> open = index.tailMap(query.from(), true);
        return query.until() == null ? open : open.headMap(query.until(), true);
    }
}
