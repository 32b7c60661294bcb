package io.github.camelhubspot.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * An import of records from files.
 *
 * @param id id of the import: a 64-bit number as text
 * @param state {@code STARTED}, {@code PROCESSING}, {@code DEFERRED}, {@code DONE}, {@code FAILED}, {@code CANCELED},
 *              {@code REVERTED} or one that HubSpot adds later
 * @param createdAt when the import was started
 * @param updatedAt when its state last changed
 * @param optOutImport whether the import is an opt-out list
 * @param mappedObjectTypeIds ids of the object types that the import writes
 * @param metadata counters, files and lists
 * @param importName name of the import
 * @param importSource where it was started, such as {@code API}
 * @param importRequestJson the request that started it
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Import(@JsonAlias("importId") String id,
        String state,
        @JsonSerialize(using = ToStringSerializer.class) Instant createdAt,
        @JsonSerialize(using = ToStringSerializer.class) Instant updatedAt,
        Boolean optOutImport,
        List<String> mappedObjectTypeIds,
        ImportMetadata metadata,
        String importName,
        String importSource,
        Object importRequestJson,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public Import {
        additional = additional == null ? Map.of() : additional;
    }
}
