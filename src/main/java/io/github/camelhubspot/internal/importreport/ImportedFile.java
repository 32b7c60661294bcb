package io.github.camelhubspot.internal.importreport;

import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.importfile.CsvHead;
import io.github.camelhubspot.internal.importfile.ImportColumn;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.support.Names;
import io.github.camelhubspot.internal.support.Texts;

/**
 * The description of a file in the request of an import.
 *
 * @param columns   names of the columns; {@code null} if the request does not name them
 * @param hasHeader whether the first row has the names of the columns
 * @param isOnly    whether the import has no other file, so that the line of an error is a line of this file
 */
record ImportedFile(List<String> columns, boolean hasHeader, boolean isOnly) {

    /**
     * Finds the description of a file.
     *
     * @param response the import as HubSpot returned it
     * @param source   rows of the file; {@code null} if the file is not available
     * @throws io.github.camelhubspot.HubSpotValidationException if the import has several files and the source is none of them
     */
    static ImportedFile of(Operation operation, Map<?, ?> response, SourceRows source) {
        Object request = response.get("importRequestJson");
        Object files = request instanceof Map<?, ?> map ? map.get("files") : null;
        List<? extends Map<?, ?>> entries = files instanceof List<?> list
                ? list.stream().filter(Map.class::isInstance).map(entry -> (Map<?, ?>) entry).toList() : List.of();
        if (entries.size() < 2) {
            return of(entries.isEmpty() ? Map.of() : entries.get(0), true);
        }
        if (source == null) {
            return new ImportedFile(null, true, false);
        }
        List<String> names = entries.stream().map(entry -> String.valueOf(entry.get("fileName"))).toList();
        String name = Names.like(source.name(), names);
        if (name == null) {
            throw operation.invalid("sourceFile " + (source.name() == null ? "has no name, which it needs because the import has"
                    + " several files: " : Texts.quoted(source.name()) + " is none of the files of the import: ")
                    + Names.quoted(names));
        }
        return of(entries.get(names.indexOf(name)), false);
    }

    private static ImportedFile of(Map<?, ?> entry, boolean only) {
        List<ImportColumn> mapped = ImportColumn.of(entry);
        return new ImportedFile(mapped == null ? null : mapped.stream().map(ImportColumn::name).toList(),
                CsvHead.hasHeader(entry), only);
    }
}
