package io.github.camelhubspot.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error of a batch. One entry may stand for several inputs; its context names them.
 *
 * @param status always {@code error}
 * @param category machine-readable category, such as {@code OBJECT_NOT_FOUND}
 * @param subCategory finer category
 * @param message what was wrong
 * @param context names to values, such as {@code ids} and {@code objectWriteTraceId}
 * @param additional fields that this record has no component for, by name; never {@code null}
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
