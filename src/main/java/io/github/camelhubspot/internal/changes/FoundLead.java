package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.Map;

/**
 * A row of a page.
 *
 * @param position from the row itself; it can be later than the time by which HubSpot's index found the lead
 * @param created  when the lead was created; {@code null} if the row does not contain it
 * @param lead     the lead as HubSpot returned it
 */
public record FoundLead(ChangePosition position, Instant created, Map<String, Object> lead) {

    Instant modified() {
        return position.modified();
    }
}
