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
 * Leads that change, and a search that sees each change some time later: until then it finds the lead by its former time, but
 * shows it as it is. Leads of one time come in an order that differs from search to search.
 */
final class ChangingLeads implements ChangeSource {

    private static final int LIMIT = 200;

    /** A change that the search does not see yet. */
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

    /** What happens between two pages. */
    void afterPage(Runnable action) {
        afterPage = action;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Creates or changes a lead now; the search sees it after the delay. */
    void change(long id, Duration delay) {
        modified.put(id, now);
        created.putIfAbsent(id, now);
        pending.add(new Pending(now.plus(delay), sequence++, id, now));
    }

    private void catchUp() {
        while (!pending.isEmpty() && !pending.peek().visible().isAfter(now)) {
            Pending seen = pending.remove();
            Instant known = indexed.get(seen.id());
            if (known != null && known.isAfter(seen.modified())) {
                continue; // a later change was seen before
            }
            if (known != null) {
                index.computeIfPresent(known, (time, ids) -> ids.remove(seen.id()) && ids.isEmpty() ? null : ids);
            }
            indexed.put(seen.id(), seen.modified());
            index.computeIfAbsent(seen.modified(), time -> new TreeSet<>()).add(seen.id());
        }
    }

    @Override
    public ChangeAnswer ask(ChangeQuery query) {
        calls++;
        catchUp();
        List<FoundLead> rows = new ArrayList<>();
        boolean full = query.byId() ? byId(query, rows) : byTime(query, rows);
        ChangeAnswer answer = new ChangeAnswer(rows, full, now);
        afterPage.run();
        return answer;
    }

    private boolean byId(ChangeQuery query, List<FoundLead> rows) {
        for (long id : index.getOrDefault(query.from(), new TreeSet<>()).tailSet(query.beyond(), false)) {
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
