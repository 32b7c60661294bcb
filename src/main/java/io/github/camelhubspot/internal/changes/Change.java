package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.Map;

/**
 * A lead in the state after its last change.
 *
 * @param position in the order of changes
 * @param lead     the lead as HubSpot returned it
 * @param created  whether the lead is new and none of its changes was delivered before. For changes older than a
 *                 {@link ChangeFeed} remembers this is an estimate: a lead that was edited continuously since its creation is not
 *                 reported as new
 */
public record Change(ChangePosition position, Map<String, Object> lead, boolean created) {

    /** Returns HubSpot's id of the lead. */
    public String leadId() {
        return Long.toString(position.leadId());
    }

    /** Returns when the lead was changed, by HubSpot's clock. */
    public Instant modified() {
        return position.modified();
    }
}
