package io.github.camelhubspot.model;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * One value in the history of a property.
 *
 * @param value the value as text
 * @param timestamp when the value was set
 * @param sourceType kind of the source, such as {@code API}
 * @param sourceId id of the source
 * @param sourceLabel name of the source
 * @param updatedByUserId id of the user who set the value, if a user did
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PropertyVersion(String value,
        @JsonSerialize(using = ToStringSerializer.class) Instant timestamp,
        String sourceType,
        String sourceId,
        String sourceLabel,
        Long updatedByUserId,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public PropertyVersion {
        additional = additional == null ? Map.of() : additional;
    }
}
