package io.github.camelhubspot.internal.component.observe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of a consumer of changes at one moment: the source of its JMX attributes, health details, console and meters.
 *
 * @param position      the position as it is stored; {@code null} before the first start
 * @param lag           maximum age, in milliseconds, of a change that is not yet delivered; -1 before the first response
 * @param lastGoodPoll  when HubSpot last responded or an exchange last completed; {@code null} before the first one
 * @param delivered     completed exchanges
 * @param callsLastHour calls in the last hour, retries not counted
 */
public record ChangesReading(String position, long lag, Instant lastGoodPoll, long delivered, int callsLastHour) {

    /** Returns the known values as texts and numbers by name. */
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
