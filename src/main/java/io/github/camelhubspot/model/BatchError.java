package io.github.camelhubspot.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error of a batch. One error can concern several inputs, which its context names.
 *
 * @param status always {@code error}
 * @param category machine-readable category, such as {@code OBJECT_NOT_FOUND}
 * @param subCategory subcategory
 * @param message the error in words
 * @param context values by name, such as {@code ids} and {@code objectWriteTraceId}
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchError(String status,
        String category,
        Object subCategory,
        String message,
        Map<String, List<String>> context,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public BatchError {
        additional = additional == null ? Map.of() : additional;
    }
}
