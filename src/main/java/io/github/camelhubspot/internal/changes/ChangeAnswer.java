package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.List;

/**
 * A page of leads.
 *
 * @param rows in the order that was asked for
 * @param full whether there are more of them
 * @param asOf a moment by HubSpot's clock at which the search had not begun yet: what was not visible then may be missing
 */
public record ChangeAnswer(List<FoundLead> rows, boolean full, Instant asOf) {
}
