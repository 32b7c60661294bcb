package io.github.camelhubspot.internal.changes;

import java.time.Instant;
import java.util.Map;

/**
 * A row of a page.
 *
 * @param position where it stands by what the row itself tells, which may be newer than what it was found by
 * @param created  when the lead was created; {@code null} if the row does not tell
 * @param lead     as HubSpot answered it
 */
public record FoundLead(ChangePosition position, Instant created, Map<String, Object> lead) {

    Instant modified() {
        return position.modified();
    }
}
