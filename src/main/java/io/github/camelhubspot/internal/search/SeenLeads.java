package io.github.camelhubspot.internal.search;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The leads that a walk in the order of a property has seen last, at most {@link #MAX_RECENT}; immutable.
 *
 * @param recent          the values of the last leads, by id; "" for none
 * @param lastValue       the value of the last lead; {@code null} if it has none
 * @param run             number of consecutive leads with the last value
 * @param anyWithValue    whether a lead with a value was seen
 * @param anyWithoutValue whether a lead without a value was seen
 */
record SeenLeads(Map<String, String> recent, String lastValue, int run, boolean anyWithValue, boolean anyWithoutValue) {

    /** From so many consecutive leads with one value on, these are read by id. */
    static final int LONG_RUN = 400;
    /** A long run is detected at the end of a page, so up to two pages of 200 leads more than the run are needed. */
    private static final int MAX_RECENT = LONG_RUN + 2 * 200;

    static final SeenLeads NONE = new SeenLeads(Map.of(), null, 0, false, false);

    /** Whether a lead was seen with its current value. A lead that was changed since then counts as new. */
    boolean contains(SearchOrder order, Object lead) {
        String id = id(lead); // missing in an invalid response, which passes without validation
        String seenValue = id == null ? null : recent.get(id);
        return seenValue != null && seenValue.equals(text(order.value(lead)));
    }

    SeenLeads plus(List<?> leads, SearchOrder order) {
        Map<String, String> latest = new LinkedHashMap<>(recent);
        String last = lastValue;
        int length = run;
        boolean withValue = anyWithValue;
        boolean withoutValue = anyWithoutValue;
        for (Object lead : leads) {
            String value = order.value(lead);
            length = length > 0 && SearchOrder.mayBeEqual(value, last) ? length + 1 : 1;
            last = value;
            withValue |= value != null;
            withoutValue |= value == null;
            String id = id(lead);
            latest.remove(id); // so that it is inserted at the end
            if (id != null) {
                latest.put(id, text(value));
            }
        }
        Iterator<String> eldest = latest.keySet().iterator();
        while (latest.size() > MAX_RECENT) {
            eldest.next();
            eldest.remove();
        }
        return new SeenLeads(latest, last, length, withValue, withoutValue);
    }

    /** Returns a copy for a segment that begins with the leads of the last value again. */
    SeenLeads restarted() {
        return new SeenLeads(recent, null, 0, anyWithValue, anyWithoutValue);
    }

    static String id(Object lead) {
        Object id = lead instanceof Map<?, ?> map ? map.get("id") : null;
        return id == null ? null : id.toString();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
