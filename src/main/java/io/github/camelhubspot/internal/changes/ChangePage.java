package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.List;

/**
 * A page of leads.
 *
 * @param rows    in the order of the query
 * @param hasMore  whether the query has more rows
 * @param asOf    a time by HubSpot's clock before the search began: changes that were not visible then may be missing
 */
public record ChangePage(List<FoundLead> rows, boolean hasMore, Instant asOf) {
}
