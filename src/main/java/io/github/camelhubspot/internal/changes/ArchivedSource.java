package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.List;

/** Lists archived leads. */
@FunctionalInterface
public interface ArchivedSource {

    /**
     * A page of archived leads.
     *
     * @param leads with the times at which they were archived
     * @param next  HubSpot's cursor of the next page; {@code null} on the last one
     * @param asOf  a time by HubSpot's clock before the call began
     */
    record Page(List<Change> leads, String next, Instant asOf) {
    }

    /**
     * Requests a page and blocks until it is there.
     *
     * @param  after                                    HubSpot's cursor of the page; {@code null} for the first one
     * @throws io.github.camelhubspot.HubSpotException if the call fails
     */
    Page fetch(String after);
}
