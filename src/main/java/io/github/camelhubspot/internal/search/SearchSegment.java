package io.github.camelhubspot.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.camelhubspot.internal.operation.PageCursor;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * The position of a walk over all results of a search: one of its segments, and the next page in it; immutable.
 *
 * <p>HubSpot returns at most {@value SearchValidator#MAX_RESULTS} results per search, so a longer walk consists of several
 * searches, its segments. In the order of ids, every page is a search for the ids after the last one; that also works when leads
 * leave the result meanwhile. In the order of another property, a segment is read by HubSpot's cursor. Near the limit, the next
 * segment begins with the last value again, because more leads may have it, and skips the leads that were seen. When many leads
 * share the value, a segment reads these in the order of their ids, and the next one begins after the value. Leads without a
 * value have a segment of their own, because HubSpot may return them first or last.
 *
 * @param order         of the walk
 * @param range         the leads of the segment
 * @param after         HubSpot's cursor of the page; {@code null} for the first page of a search
 * @param lastId        the id after which the page begins, when the segment is read by id; {@code null} for the first page
 * @param noValueIsRead whether the leads without a value have been read, or there are none
 * @param seen          the leads that were seen last
 */
record SearchSegment(SearchOrder order, SearchRange range, String after, String lastId, boolean noValueIsRead, SeenLeads seen)
        implements PageCursor {

    /**
     * After so many results a segment ends at the first page whose last value few leads share, because the next segment reads
     * these again.
     */
    private static final int PREFERRED_END = SearchValidator.MAX_RESULTS - 1_000;

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    /** HubSpot returned only leads that the filter excludes, so that the walk would never end. */
    static final class NoProgressException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoProgressException(String lastId) {
            super("a search for leads after the id " + lastId + " found only leads up to this id: the pages would never end");
        }
    }

    /** There are more results than HubSpot returns for one search, and no filters can be added for another search. */
    static final class TooManyResultsException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * A page of the walk.
     *
     * @param leads the leads of the page that were not seen before
     * @param next  the position of the next page; {@code null} at the end of the walk
     */
    record Step(List<?> leads, SearchSegment next) {
    }

    /** Returns the beginning of a walk. */
    static SearchSegment first(SearchOrder order, String after) {
        return new SearchSegment(order, SearchRange.ALL, after, null, order.everyLeadHasValue(), SeenLeads.NONE);
    }

    @Override
    public String text() {
        return order.property() + ' ' + range.text() + (lastId == null ? "" : " lastId=" + lastId)
                + (after == null ? "" : " after=" + after);
    }

    @Override
    public void into(Map<String, Object> request) {
        order.requestProperty(request);
        if (!order.explicit() || range.isOfOneValue()) {
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
        Map<String, Object> byValue = range.filter(order);
        if (byValue != null) {
            filters.add(byValue);
        }
        if (lastId != null) {
            filters.add(SearchRange.filter(SearchOrder.ID, order.byId() && order.descending() ? "LT" : "GT", lastId));
        }
        return filters;
    }

    /**
     * Returns the new leads of the page at this position, and the position of the next page.
     *
     * @param  leads         the page
     * @param  total         number of results of the segment; {@code null} if unknown
     * @param  nextAfter     HubSpot's cursor of the next page; {@code null} if there is none
     * @param  limit         size of a page
     * @param  canAddFilters whether the search has capacity for the filters of another segment
     * @throws TooManyResultsException if it has none but needs them
     * @throws NoProgressException     if the page has only leads that the filter excludes
     */
    Step step(List<?> leads, Long total, String nextAfter, int limit, boolean canAddFilters) {
        return order.byId() || range.isOfOneValue() ? stepById(leads, total, nextAfter, canAddFilters)
                : stepByValue(leads, total, nextAfter, limit, canAddFilters);
    }

    private Step stepById(List<?> leads, Long total, String nextAfter, boolean canAddFilters) {
        List<Object> fresh = new ArrayList<>(leads.size());
        String last = lastId;
        for (Object lead : leads) {
            String id = SeenLeads.id(lead);
            if ((lastId == null || isAfter(id, lastId)) && !seen.contains(order, lead)) {
                fresh.add(lead);
            }
            last = id != null && (last == null || isAfter(id, last)) ? id : last;
        }
        if (nextAfter == null) {
            return new Step(fresh, nextSegment());
        }
        if (!canAddFilters && total != null && total > SearchValidator.MAX_RESULTS) {
            throw new TooManyResultsException();
        }
        if (lastId != null && lastId.equals(last) && !leads.isEmpty()) {
            throw new NoProgressException(lastId);
        }
        // an empty page with a cursor has no last id: only the cursor leads on
        boolean byLastId = canAddFilters && last != null && !last.equals(lastId);
        return new Step(fresh, byLastId ? page(null, last, seen) : page(nextAfter, lastId, seen));
    }

    private Step stepByValue(List<?> leads, Long total, String nextAfter, int limit, boolean canAddFilters) {
        List<?> fresh = range.kind() == SearchRange.Kind.ALL ? leads
                : leads.stream().filter(lead -> !seen.contains(order, lead)).toList();
        SeenLeads now = seen.plus(leads, order);
        long read = number(nextAfter) >= 0 ? number(nextAfter) : Math.max(0, number(after)) + leads.size();
        boolean nextPageFits = read + limit <= SearchValidator.MAX_RESULTS;
        // at its limit HubSpot may return a cursor that it rejects, or none although there is more
        if (nextAfter == null && (nextPageFits || total == null || total <= read)) {
            return new Step(fresh, nextSegment());
        }
        boolean segmentFits = total == null || total <= SearchValidator.MAX_RESULTS;
        if (nextPageFits && segmentFits) {
            return new Step(fresh, page(nextAfter, null, now));
        }
        if (!canAddFilters) {
            throw new TooManyResultsException();
        }
        if (now.run() >= SeenLeads.LONG_RUN) {
            return new Step(fresh, segmentOfLastValue(now));
        }
        if (nextPageFits && (read < PREFERRED_END || now.run() >= limit)) {
            return new Step(fresh, page(nextAfter, null, now));
        }
        boolean noNewValue = now.lastValue() == null
                || range.kind() == SearchRange.Kind.FROM && SearchOrder.mayBeEqual(now.lastValue(), range.value());
        return new Step(fresh, noNewValue ? segmentOfLastValue(now)
                : segment(SearchRange.from(now.lastValue()), noValueIsRead || now.anyWithoutValue(), now.restarted()));
    }

    /** Returns the segment of the leads that share the last value, read by id. */
    private SearchSegment segmentOfLastValue(SeenLeads now) {
        return now.lastValue() == null ? segment(SearchRange.NO_VALUE, true, now)
                : segment(SearchRange.equal(now.lastValue()), noValueIsRead || now.anyWithoutValue(), now);
    }

    /** Returns the segment after this one; {@code null} at the end of the walk. */
    private SearchSegment nextSegment() {
        return switch (range.kind()) {
            case ALL -> null;
            case EQUAL -> segment(new SearchRange(SearchRange.Kind.AFTER, range.value()), noValueIsRead, seen.restarted());
            case NO_VALUE -> seen.anyWithValue() ? null : segment(SearchRange.HAS_VALUE, noValueIsRead, seen.restarted());
            case FROM, AFTER, HAS_VALUE -> noValueIsRead ? null : segment(SearchRange.NO_VALUE, true, seen);
        };
    }

    private SearchSegment segment(SearchRange next, boolean withoutValueIsRead, SeenLeads now) {
        return new SearchSegment(order, next, null, null, withoutValueIsRead, now);
    }

    /** Returns another page of this segment. */
    private SearchSegment page(String newAfter, String newLastId, SeenLeads now) {
        return new SearchSegment(order, range, newAfter, newLastId, noValueIsRead, now);
    }

    private boolean isAfter(String id, String other) {
        long difference = Long.compare(number(id), number(other));
        return order.byId() && order.descending() ? difference < 0 : difference > 0;
    }

    /** Returns -1 for a text that is not a number. */
    private static long number(String text) {
        return text != null && DIGITS.matcher(text).matches() ? Long.parseLong(text) : -1;
    }
}
