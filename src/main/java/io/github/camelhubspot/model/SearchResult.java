package io.github.camelhubspot.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A page of a search.
 *
 * @param total total number of matching leads
 * @param results the leads of this page
 * @param paging cursor of the next page; {@code null} on the last page
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchResult(Long total,
        List<Lead> results,
        Paging paging,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public SearchResult {
        results = results == null ? List.of() : results;
        additional = additional == null ? Map.of() : additional;
    }
}
