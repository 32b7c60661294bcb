package io.github.camelhubspot.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A type of association between two records.
 *
 * @param category {@code HUBSPOT_DEFINED}, {@code USER_DEFINED} or {@code INTEGRATOR_DEFINED}
 * @param typeId id of the type, unique within its category
 * @param label label that the account gave the type; {@code null} for a type without one
 * @param additional fields that this record has no component for, by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssociationType(String category,
        Integer typeId,
        String label,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public AssociationType {
        additional = additional == null ? Map.of() : additional;
    }
}
