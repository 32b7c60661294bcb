package io.github.camelhubspot.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A list that an import created.
 *
 * @param listId id of the list
 * @param objectType type of its records
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectList(String listId,
        String objectType,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public ObjectList {
        additional = additional == null ? Map.of() : additional;
    }
}
