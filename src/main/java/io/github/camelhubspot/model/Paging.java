package io.github.camelhubspot.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The cursors of a page.
 *
 * @param next the next page; {@code null} on the last page
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Paging(NextPage next,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public Paging {
        additional = additional == null ? Map.of() : additional;
    }
}
