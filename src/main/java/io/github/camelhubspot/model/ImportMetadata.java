package io.github.camelhubspot.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is known of an import's work.
 *
 * @param counters counter name, such as {@code CREATED_OBJECTS} or {@code ERRORS}, to its value; every one is optional
 * @param fileIds ids of the uploaded files
 * @param objectLists lists that the import made
 * @param additional fields that this record has no component for, by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportMetadata(Map<String, Long> counters,
        List<String> fileIds,
        List<ObjectList> objectLists,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public ImportMetadata {
        counters = counters == null ? Map.of() : counters;
        additional = additional == null ? Map.of() : additional;
    }
}
