package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.List;

/** Where archived leads are looked up. */
@FunctionalInterface
public interface ArchivedSource {

    /**
     * A page of archived leads.
     *
     * @param leads with the times at which they were archived
     * @param next  the cursor of the next page; {@code null} on the last one
     * @param asOf  a moment by HubSpot's clock at which the call had not begun yet
     */
    record Page(List<Change> leads, String next, Instant asOf) {
    }

    /**
     * Asks for a page and waits for it.
     *
     * @param  after                                    the cursor of the page; {@code null} for the first one
     * @throws io.github.camelhubspot.HubSpotException if there is no answer
     */
    Page ask(String after);
}
