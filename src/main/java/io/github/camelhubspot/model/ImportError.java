package io.github.camelhubspot.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error of an import: HubSpot could not process a row, or the file.
 *
 * @param id id of the error
 * @param createdAt when it happened, in milliseconds since 1970-01-01T00:00Z
 * @param errorType type of the error, such as {@code INVALID_EMAIL}; HubSpot may add types
 * @param errorMessage the error in words, if requested
 * @param objectType type of the record, such as {@code CONTACT}
 * @param objectTypeId id of that type
 * @param invalidValue the value that HubSpot rejected
 * @param extraContext more about the error
 * @param knownColumnNumber column of the file, counted from 0
 * @param sourceData the place in the file
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportError(String id,
        Long createdAt,
        String errorType,
        String errorMessage,
        String objectType,
        String objectTypeId,
        String invalidValue,
        String extraContext,
        Long knownColumnNumber,
        ImportRow sourceData,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public ImportError {
        additional = additional == null ? Map.of() : additional;
    }
}
