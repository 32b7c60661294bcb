package io.github.camelhubspot.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * A lead in a response of HubSpot. All property values are text; a requested property without a value is {@code null}.
 *
 * @param id HubSpot's record id: a 64-bit number as text
 * @param properties property name to value; never {@code null}
 * @param propertiesWithHistory property name to its values, newest first, if requested
 * @param createdAt when the lead was created
 * @param updatedAt when the lead was last modified
 * @param archived whether the lead is in the recycle bin
 * @param archivedAt when it was archived
 * @param associations object type to associated records, if requested
 * @param objectWriteTraceId the trace id of the batch input that wrote this record
 * @param isNew whether an upsert created the lead; {@code null} elsewhere
 * @param url address of the lead in HubSpot's user interface
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lead(String id,
        Map<String, String> properties,
        Map<String, List<PropertyVersion>> propertiesWithHistory,
        @JsonSerialize(using = ToStringSerializer.class) Instant createdAt,
        @JsonSerialize(using = ToStringSerializer.class) Instant updatedAt,
        Boolean archived,
        @JsonSerialize(using = ToStringSerializer.class) Instant archivedAt,
        Map<String, Associations> associations,
        String objectWriteTraceId,
        @JsonProperty("new") Boolean isNew,
        String url,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public Lead {
        properties = properties == null ? Map.of() : properties;
        additional = additional == null ? Map.of() : additional;
    }
}
