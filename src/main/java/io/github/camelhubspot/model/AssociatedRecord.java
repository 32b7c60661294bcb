package io.github.camelhubspot.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A record that a lead is associated with, with every type of the association.
 *
 * @param toObjectId id of the record
 * @param associationTypes the types, at least one
 * @param additional fields that this record has no component for, by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssociatedRecord(String toObjectId,
        List<AssociationType> associationTypes,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public AssociatedRecord {
        associationTypes = associationTypes == null ? List.of() : associationTypes;
        additional = additional == null ? Map.of() : additional;
    }
}
