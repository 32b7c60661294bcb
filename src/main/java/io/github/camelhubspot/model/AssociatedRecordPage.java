package io.github.camelhubspot.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A page of the records that a lead is associated with.
 *
 * @param results the records
 * @param paging cursor of the next page; {@code null} on the last one
 * @param additional fields that this record has no component for, by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssociatedRecordPage(List<AssociatedRecord> results,
        Paging paging,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public AssociatedRecordPage {
        results = results == null ? List.of() : results;
        additional = additional == null ? Map.of() : additional;
    }
}
