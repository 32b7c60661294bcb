package io.github.camelhubspot.internal.component.observe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a consumer of changes at a moment.
 *
 * @param position      how far it is, as a repository keeps it; {@code null} before its first start
 * @param lag           how many milliseconds ago a change may have been made that it has not delivered; -1 if HubSpot has not
 *                      answered yet
 * @param lastGoodPoll  when HubSpot last answered it, or an exchange was last done; {@code null} for not yet
 * @param delivered     exchanges that are done
 * @param callsLastHour calls in the last hour, tries of one call not counted
 */
public record ChangesReading(String position, long lag, Instant lastGoodPoll, long delivered, int callsLastHour) {

    /** Texts and numbers by their names; what is not known is left out. */
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        if (position != null) {
            details.put("position", position);
        }
        if (lag >= 0) {
            details.put("lag", lag);
        }
        if (lastGoodPoll != null) {
            details.put("lastGoodPoll", lastGoodPoll.toString());
        }
        details.put("delivered", delivered);
        details.put("callsLastHour", callsLastHour);
        return details;
    }
}
