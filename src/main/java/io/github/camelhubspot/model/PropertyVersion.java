package io.github.camelhubspot.model;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * One value that a property had, of its history.
 *
 * @param value the value as text
 * @param timestamp when the value was set
 * @param sourceType what set it, such as {@code API}
 * @param sourceId id of what set it
 * @param sourceLabel name of what set it
 * @param updatedByUserId the user, when a user set it
 * @param additional fields that this record has no component for, by name; never {@code null}
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
