package io.github.camelhubspot.internal.importreport;

import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.importfile.CsvHead;
import io.github.camelhubspot.internal.importfile.ImportColumn;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.support.Names;
import io.github.camelhubspot.internal.support.Texts;

/**
 * What the request of an import says of a file.
 *
 * @param columns   names of its columns; {@code null} if it does not tell them
 * @param hasHeader whether its first row has the names
 * @param isOnly    whether it is the only file of the import, so that a line of an error is one of this file
 */
record ImportedFile(List<String> columns, boolean hasHeader, boolean isOnly) {

    /**
     * @param answer the import as HubSpot answered it
     * @param source rows of the file; {@code null} if it is not at hand
     * @throws io.github.camelhubspot.HubSpotValidationException if the import has several files and the source is none of them
     */
    static ImportedFile of(Operation operation, Map<?, ?> answer, SourceRows source) {
        Object request = answer.get("importRequestJson");
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
