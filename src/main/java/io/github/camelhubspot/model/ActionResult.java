package io.github.camelhubspot.model;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * The response to an action on an import, such as its cancellation.
 *
 * @param status {@code PENDING}, {@code PROCESSING}, {@code CANCELED} or {@code COMPLETE}; the state of the action, not of the
 *               import
 * @param requestedAt when HubSpot received the action
 * @param startedAt when the action started
 * @param completedAt when the action ended
 * @param links links by name
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionResult(String status,
        @JsonSerialize(using = ToStringSerializer.class) Instant requestedAt,
        @JsonSerialize(using = ToStringSerializer.class) Instant startedAt,
        @JsonSerialize(using = ToStringSerializer.class) Instant completedAt,
        Map<String, String> links,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public ActionResult {
        additional = additional == null ? Map.of() : additional;
    }
}
