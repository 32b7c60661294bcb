package io.github.camelhubspot.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The place of an import error in its file.
 *
 * @param fileId id of the uploaded file
 * @param lineNumber line in the file, counted from 1; 0 means the whole file
 * @param rowData the cells of the row, if requested
 * @param additionalRowData further cells of the row
 * @param containsEncryptedProperties whether cells are withheld
 * @param pageName sheet of a spreadsheet
 * @param additional other fields of the response by name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportRow(Long fileId,
        Long lineNumber,
        List<String> rowData,
        List<String> additionalRowData,
        Boolean containsEncryptedProperties,
        String pageName,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> additional) {

    public ImportRow {
        additional = additional == null ? Map.of() : additional;
    }
}
