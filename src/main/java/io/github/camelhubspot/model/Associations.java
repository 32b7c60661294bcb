package io.github.camelhubspot.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The records of one type that a lead is associated with.
 *
 * @param results the records
 * @param paging cursor of the next records; {@code null} on the last page
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Associations(List<AssociatedId> results,
        Paging paging,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public Associations {
        results = results == null ? List.of() : results;
        additional = additional == null ? Map.of() : additional;
    }
}
