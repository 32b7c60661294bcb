package io.github.camelhubspot.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Counters, files and lists of an import.
 *
 * @param counters counter name, such as {@code CREATED_OBJECTS} or {@code ERRORS}, to its value; any of them can be missing
 * @param fileIds ids of the uploaded files
 * @param objectLists lists that the import created
 * @param additional other fields of the response by name; never {@code null}
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
