package io.github.camelhubspot.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * The response to a batch. HubSpot does not guarantee the order of the results: match them by id or trace id.
 *
 * @param status {@code PENDING}, {@code PROCESSING}, {@code CANCELED} or {@code COMPLETE}
 * @param results the records that were read or written
 * @param numErrors number of error entries, not of failed inputs; {@code null} without errors
 * @param errors the errors; never {@code null}
 * @param requestedAt when HubSpot received the batch
 * @param startedAt when its execution started
 * @param completedAt when its execution ended
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchResult(String status,
        List<Lead> results,
        Long numErrors,
        List<BatchError> errors,
        @JsonSerialize(using = ToStringSerializer.class) Instant requestedAt,
        @JsonSerialize(using = ToStringSerializer.class) Instant startedAt,
        @JsonSerialize(using = ToStringSerializer.class) Instant completedAt,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public BatchResult {
        results = results == null ? List.of() : results;
        errors = errors == null ? List.of() : errors;
        additional = additional == null ? Map.of() : additional;
    }
}
