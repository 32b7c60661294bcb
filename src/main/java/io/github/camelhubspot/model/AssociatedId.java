package io.github.camelhubspot.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A record that a lead is associated with.
 *
 * @param id id of the record
 * @param type name of the association type, such as {@code lead_to_contact}
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssociatedId(String id,
        String type,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public AssociatedId {
        additional = additional == null ? Map.of() : additional;
    }
}
