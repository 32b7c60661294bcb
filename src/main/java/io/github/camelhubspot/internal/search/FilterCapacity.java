package io.github.camelhubspot.internal.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Input;

/**
 * The limit of HubSpot that keeps a search from getting the filters for a walk beyond {@value SearchValidator#MAX_RESULTS}
 * results.
 *
 * @param path    path in the body
 * @param problem the problem and its cure
 */
record FilterCapacity(String path, String problem) {

    /** Maximum length of a filter without the name of its property: operator, value and JSON syntax. */
    private static final int FILTER_LENGTH = 100;
    private static final int SORT_LENGTH = 80;

    /** Returns the limit that would be exceeded; {@code null} if there is none. */
    static FilterCapacity exceeded(Map<String, Object> request, int length, SearchOrder order) {
        int more = order.byId() ? 1 : 2;
        int added = order.byId() ? FILTER_LENGTH + SearchOrder.ID.length()
                : 2 * FILTER_LENGTH + SearchOrder.ID.length() + order.property().length();
        Object given = request.get("filterGroups");
        if (given != null && !(given instanceof Collection<?>)) {
            return new FilterCapacity("filterGroups", "must be a list, but is " + Input.describe(given));
        }
        int groups = 0;
        int total = 0;
        for (Object group : given == null ? List.of() : (Collection<?>) given) {
            if (!(group instanceof Map<?, ?> map) || !(map.get("filters") instanceof Collection<?> filters)) {
                return new FilterCapacity("filterGroups[" + groups + ']',
                        "has no list of filters, and allPages has to add to it");
            }
            int size = filters.size();
            if (size + more > SearchValidator.MAX_FILTERS_IN_GROUP) {
                return new FilterCapacity("filterGroups[" + groups + "].filters", "has " + size + " filters, and HubSpot takes "
                        + SearchValidator.MAX_FILTERS_IN_GROUP + " per group" + cure(more));
            }
            groups++;
            total += size;
        }
        if (total + groups * more > SearchValidator.MAX_FILTERS) {
            return new FilterCapacity("filterGroups", "has " + total + " filters in " + groups + " groups, and HubSpot takes "
                    + SearchValidator.MAX_FILTERS + " in all" + cure(more));
        }
        if (length + Math.max(1, groups) * added + SORT_LENGTH > SearchValidator.MAX_LENGTH) {
            return new FilterCapacity("body", "has " + length + " characters as JSON, and HubSpot takes "
                    + SearchValidator.MAX_LENGTH + cure(more));
        }
        return null;
    }

    private static String cure(int more) {
        return ": to read more than " + SearchValidator.MAX_RESULTS + " leads, allPages adds " + more
                + (more == 1 ? " filter" : " filters") + " to each group. Use fewer filters, IN for several values of one"
                + " property" + (more == 1 ? "" : ", no sorts, which takes one filter less")
                + ", or search more than once, each time for less";
    }
}
