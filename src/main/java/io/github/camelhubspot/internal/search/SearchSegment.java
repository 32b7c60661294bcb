package io.github.camelhubspot.internal.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.camelhubspot.internal.operation.PageCursor;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * A part of what a search finds that HubSpot gives page by page, and where in it a walk stands. HubSpot gives no more than
 * {@link SearchValidator#WINDOW} leads for one search, so a longer walk is made of several searches, each for what comes after
 * the last lead of the one before. It has one sort only. By id that is simple: every page is a search for ids beyond the
 * last one, which also holds when leads leave the result meanwhile. By another property the next search begins with the last
 * value again, and passes over the leads that are known; many leads with one value are read by id.
 *
 * @param order   of the walk
 * @param part    which leads it has
 * @param value   what the part is named by; {@code null} if by nothing
 * @param after   HubSpot's cursor in it; {@code null} for its beginning
 * @param beyond  the last id of a part that is read by id; {@code null} for none yet
 * @param settled whether the leads without a value are done with
 * @param seen    what is remembered
 */
record SearchSegment(SearchOrder order, Part part, String value, String after, String beyond, boolean settled, SeenLeads seen)
        implements PageCursor {

    /** Which leads a search finds of those that the user searches for. */
    enum Part {
        /** All. */
        ALL(null, null),
        /** Those with a value and the ones behind it. */
        FROM("GTE", "LTE"),
        /** Those behind a value. */
        BEHIND("GT", "LT"),
        /** Those with any value. */
        VALUED("HAS_PROPERTY", "HAS_PROPERTY"),
        /** Those with one value, by id. */
        EQUAL("EQ", "EQ"),
        /** Those without a value, by id. */
        MISSING("NOT_HAS_PROPERTY", "NOT_HAS_PROPERTY");

        private final String ascending;
        private final String descending;

        Part(String ascending, String descending) {
            this.ascending = ascending;
            this.descending = descending;
        }
    }

    /** From here on the part ends at the first page that has few leads with its last value, because they are read again. */
    private static final int ENDING = SearchValidator.WINDOW - 1_000;

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    /** The search found only leads that its filter excludes, so that the walk would never end. */
    static final class NoProgressException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoProgressException(String lastId) {
            super("only leads up to the id " + lastId + " were found where those behind it were asked for: the pages would never end");
        }
    }

    /** The walk cannot go on, because HubSpot gives no more for this search. */
    static final class NoRoomException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * What a page gives and how the walk goes on.
     *
     * @param leads those of the page that are new
     * @param next  {@code null} if the walk is at its end
     */
    record Step(List<?> leads, SearchSegment next) {
    }

    /** The beginning of a walk. */
    static SearchSegment first(SearchOrder order, String after) {
        return new SearchSegment(order, Part.ALL, null, after, null, order.complete(), SeenLeads.NONE);
    }

    @Override
    public String text() {
        String from = value == null ? "" : ' ' + SearchOrder.operand(value);
        return order.property() + ' ' + part + from + (beyond == null ? "" : " beyond id " + beyond)
                + (after == null ? "" : " after " + after);
    }

    /**
     * The step over a page.
     *
     * @param  total     how many leads this part has; {@code null} if not told
     * @param  nextAfter the cursor that HubSpot gave; {@code null} for none
     * @param  limit     size of a page
     * @param  room      whether filters can be added to the search
     * @throws NoRoomException     if they would have to be
     * @throws NoProgressException if the page repeats leads from before its search
     */
    Step step(List<?> leads, Long total, String nextAfter, int limit, boolean room) {
        return byId() ? stepById(leads, total, nextAfter, room) : stepByValue(leads, total, nextAfter, limit, room);
    }

    private Step stepById(List<?> leads, Long total, String nextAfter, boolean room) {
        List<Object> fresh = new ArrayList<>(leads.size());
        String last = beyond;
        for (Object lead : leads) {
            String id = SeenLeads.id(lead);
            if ((beyond == null || isBehind(id, beyond)) && !seen.contains(order, lead)) {
                fresh.add(lead);
            }
            last = id != null && (last == null || isBehind(id, last)) ? id : last;
        }
        if (nextAfter == null) {
            return new Step(fresh, ended());
        }
        if (!room && total != null && total > SearchValidator.WINDOW) {
            throw new NoRoomException();
        }
        if (beyond != null && beyond.equals(last) && !leads.isEmpty()) {
            throw new NoProgressException(beyond);
        }
        // an empty page with a cursor does not tell where it ends, and one that ends nowhere new would come again
        boolean moved = room && last != null && !last.equals(beyond);
        return new Step(fresh, moved ? with(part, value, null, last, seen) : with(part, value, nextAfter, beyond, seen));
    }

    private Step stepByValue(List<?> leads, Long total, String nextAfter, int limit, boolean room) {
        List<?> fresh = part == Part.ALL ? leads : leads.stream().filter(lead -> !seen.contains(order, lead)).toList();
        SeenLeads now = seen.and(leads, order);
        long read = number(nextAfter) >= 0 ? number(nextAfter) : Math.max(0, number(after)) + leads.size();
        boolean fits = read + limit <= SearchValidator.WINDOW;
        boolean all = total == null || total <= SearchValidator.WINDOW;
        // at its limit HubSpot may give a cursor that it would refuse, or none although there is more
        if (nextAfter == null && (fits || total == null || total <= read)) {
            return new Step(fresh, ended());
        }
        if (fits && all) {
            return new Step(fresh, with(part, value, nextAfter, null, now));
        }
        if (!room) {
            throw new NoRoomException();
        }
        if (now.run() >= SeenLeads.LONG_RUN) {
            return new Step(fresh, equal(now));
        }
        if (fits && (read < ENDING || now.run() >= limit)) {
            return new Step(fresh, with(part, value, nextAfter, null, now));
        }
        boolean stands = now.value() == null || part == Part.FROM && SearchOrder.same(now.value(), value);
        return new Step(fresh, stands ? equal(now) : new SearchSegment(order, Part.FROM, now.value(), null, null,
                settled || now.missing(), now.again()));
    }

    /** The leads with the last value. Where those without one came before, they are done with. */
    private SearchSegment equal(SeenLeads now) {
        return now.value() == null ? new SearchSegment(order, Part.MISSING, null, null, null, true, now)
                : new SearchSegment(order, Part.EQUAL, now.value(), null, null, settled || now.missing(), now);
    }

    /** What comes after the last page of this part; {@code null} for nothing. */
    private SearchSegment ended() {
        return switch (part) {
            case ALL -> null;
            case EQUAL -> with(Part.BEHIND, value, null, null, seen.again());
            case MISSING -> seen.valued() ? null : with(Part.VALUED, null, null, null, seen.again());
            case FROM, BEHIND, VALUED -> settled ? null
                    : new SearchSegment(order, Part.MISSING, null, null, null, true, seen);
        };
    }

    private SearchSegment with(Part some, String of, String newAfter, String newBeyond, SeenLeads now) {
        return new SearchSegment(order, some, of, newAfter, newBeyond, settled, now);
    }

    private boolean byId() {
        return order.byId() || part == Part.EQUAL || part == Part.MISSING;
    }

    private boolean isBehind(String id, String other) {
        long difference = Long.compare(number(id), number(other));
        return order.byId() && order.descending() ? difference < 0 : difference > 0;
    }

    /** @return -1 for what is none */
    private static long number(String text) {
        return text != null && DIGITS.matcher(text).matches() ? Long.parseLong(text) : -1;
    }

    @Override
    public void into(Map<String, Object> request) {
        order.askForValue(request);
        if (!order.given() || byId() && !order.byId()) {
            request.put("sorts", List.of(Map.of("propertyName", SearchOrder.ID, "direction", "ASCENDING")));
        }
        List<Map<String, Object>> filters = filters();
        if (!filters.isEmpty()) {
            request.put("filterGroups", FilterGroups.with(request.get("filterGroups"), filters));
        }
        if (after == null) {
            request.remove(Parameters.AFTER.name());
        } else {
            request.put(Parameters.AFTER.name(), after);
        }
    }

    private List<Map<String, Object>> filters() {
        List<Map<String, Object>> filters = new ArrayList<>(2);
        if (part != Part.ALL) {
            filters.add(filter(order.property(), order.descending() ? part.descending : part.ascending,
                    value == null ? null : SearchOrder.operand(value)));
        }
        if (beyond != null) {
            filters.add(filter(SearchOrder.ID, order.byId() && order.descending() ? "LT" : "GT", beyond));
        }
        return filters;
    }

    private static Map<String, Object> filter(String property, String operator, String operand) {
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("propertyName", property);
        filter.put("operator", operator);
        if (operand != null) {
            filter.put("value", operand);
        }
        return filter;
    }
}
