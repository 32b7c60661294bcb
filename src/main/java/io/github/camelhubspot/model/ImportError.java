package io.github.camelhubspot.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error of an import: a row, or the file, that HubSpot could not take as it is.
 *
 * @param id id of the error
 * @param createdAt when it happened, in milliseconds since 1970-01-01T00:00Z
 * @param errorType what is wrong, such as {@code INVALID_EMAIL}; HubSpot adds types
 * @param errorMessage the error in words, when asked for
 * @param objectType type of the record, such as {@code CONTACT}
 * @param objectTypeId id of that type
 * @param invalidValue the value that was refused
 * @param extraContext more about the error
 * @param knownColumnNumber column of the file, counted from 0
 * @param sourceData where in the file
 * @param additional fields that this record has no component for, by name; never {@code null}
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
