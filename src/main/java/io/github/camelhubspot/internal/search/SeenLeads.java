package io.github.camelhubspot.internal.search;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a walk in the order of a property remembers of the leads it has seen: the latest ones, and how many of them share the
 * last value. Never more than {@link #KEPT}, however many there are.
 *
 * @param recent  the values of the latest leads, by id
 * @param value   the value of the last lead; {@code null} if it has none
 * @param run     how many leads in a row have had that value
 * @param valued  whether a lead with a value was seen
 * @param missing whether a lead without a value was seen
 */
record SeenLeads(Map<String, String> recent, String value, int run, boolean valued, boolean missing) {

    /** So many leads in a row with one value are read in the order of their ids. */
    static final int LONG_RUN = 400;
    /** A long run is noticed at the end of a page. */
    private static final int KEPT = LONG_RUN + 2 * 200;

    static final SeenLeads NONE = new SeenLeads(Map.of(), null, 0, false, false);

    /** Whether a lead was seen with the value that it has now; one that was changed since is new. */
    boolean contains(SearchOrder order, Object lead) {
        String id = id(lead); // without validation a response may lack it
        String known = id == null ? null : recent.get(id);
        return known != null && known.equals(text(order.value(lead)));
    }

    SeenLeads and(List<?> leads, SearchOrder order) {
        Map<String, String> latest = new LinkedHashMap<>(recent);
        String last = value;
        int length = run;
        boolean some = valued;
        boolean none = missing;
        for (Object lead : leads) {
            String own = order.value(lead);
            length = length > 0 && SearchOrder.same(own, last) ? length + 1 : 1;
            last = own;
            some |= own != null;
            none |= own == null;
            String id = id(lead);
            latest.remove(id); // comes again at the end
            if (id != null) {
                latest.put(id, text(own));
            }
        }
        Iterator<String> eldest = latest.keySet().iterator();
        while (latest.size() > KEPT) {
            eldest.next();
            eldest.remove();
        }
        return new SeenLeads(latest, last, length, some, none);
    }

    /** The same, to begin with the leads of the last value again. */
    SeenLeads again() {
        return new SeenLeads(recent, null, 0, valued, missing);
    }

    static String id(Object lead) {
        Object id = lead instanceof Map<?, ?> map ? map.get("id") : null;
        return id == null ? null : id.toString();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
