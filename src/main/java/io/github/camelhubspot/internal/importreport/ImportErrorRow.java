package io.github.camelhubspot.internal.importreport;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An error of an import and the row that it belongs to.
 *
 * @param file   HubSpot's id of the file
 * @param line   line of the row, counted from 1; 0 for the whole file
 * @param column column, counted from 0; -1 for none
 * @param cells  cells of the row; empty if HubSpot does not return them
 */
record ImportErrorRow(long file, long line, int column, String value, String type, String message, List<String> cells) {

    static ImportErrorRow of(Map<?, ?> error) {
        Map<?, ?> source = error.get("sourceData") instanceof Map<?, ?> map ? map : Map.of();
        Object value = error.get("invalidValue") == null ? error.get("invalidValueToDisplay") : error.get("invalidValue");
        List<String> cells = source.get("rowData") instanceof List<?> list
                ? list.stream().map(ImportErrorRow::text).toList() : List.of();
        return new ImportErrorRow(number(source.get("fileId"), 0), number(source.get("lineNumber"), 0),
                (int) number(error.get("knownColumnNumber"), -1), text(value),
                error.get("errorType") == null ? "UNKNOWN_ERROR" : text(error.get("errorType")),
                text(error.get("errorMessage")), cells);
    }

    ImportErrorRow withCells(List<String> newCells) {
        return new ImportErrorRow(file, line, column, value, type, message, newCells);
    }

    boolean isInSameRowAs(ImportErrorRow other) {
        return line > 0 && line == other.line && file == other.file;
    }

    private static long number(Object value, long defaultValue) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        String text = Objects.toString(value, "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : defaultValue;
    }

    private static String text(Object value) {
        return Objects.toString(value, "");
    }
}
