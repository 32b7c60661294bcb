package io.github.camelhubspot.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The cursor of the next page.
 *
 * @param after opaque cursor, for the option {@code after}
 * @param link address of the next page
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NextPage(String after,
        String link,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public NextPage {
        additional = additional == null ? Map.of() : additional;
    }
}
