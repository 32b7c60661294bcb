package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.Map;

/**
 * A lead as it is since it was changed last.
 *
 * @param position where it stands in the order of changes
 * @param lead     the lead as HubSpot answered it
 * @param created  whether the lead is new, and nothing of it has come before. Beyond what a {@link ChangeFeed} remembers that
 *                 is a guess: by then a lead that was edited again and again from its creation on is not told as new
 */
public record Change(ChangePosition position, Map<String, Object> lead, boolean created) {

    /** HubSpot's id of the lead. */
    public String leadId() {
        return Long.toString(position.leadId());
    }

    /** When the lead was changed, by HubSpot's clock. */
    public Instant modified() {
        return position.modified();
    }
}
