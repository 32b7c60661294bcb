package io.github.camelhubspot.internal.importfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A column of a file as the import request describes it.
 *
 * @param index    counted from 0
 * @param name     name in the header
 * @param object   object type id; empty if the request has none
 * @param property property that the column fills; {@code null} for none
 * @param key      whether the column identifies records
 */
public record ImportColumn(int index, String name, String object, String property, boolean key) {

    /** Prefix of the columns that an error report adds to the rows of a file. */
    public static final String ERROR_PREFIX = "hubspot_error_";

    /** Properties that always identify records, whether the request marks them as a key or not. */
    private static final Set<String> UNIQUE = Set.of("hs_object_id", "email", "domain");
    private static final Set<String> KEYS = Set.of("HUBSPOT_OBJECT_ID", "HUBSPOT_ALTERNATE_ID");

    /** Returns the columns of a file in order; {@code null} if its entry in the request does not describe them. */
    public static List<ImportColumn> of(Map<?, ?> entry) {
        Object page = entry.get("fileImportPage");
        if (!(page instanceof Map<?, ?> map) || !(map.get("columnMappings") instanceof List<?> mappings)) {
            return null;
        }
        List<ImportColumn> columns = new ArrayList<>();
        for (Object element : mappings) {
            Map<?, ?> mapping = element instanceof Map<?, ?> m ? m : Map.of();
            boolean ignored = Boolean.TRUE.equals(mapping.get("ignored"));
            String property = ignored || mapping.get("propertyName") == null ? null : text(mapping.get("propertyName"));
            columns.add(new ImportColumn(columns.size(), text(mapping.get("columnName")),
                    text(mapping.get("columnObjectTypeId") == null ? mapping.get("columnObjectType")
                            : mapping.get("columnObjectTypeId")),
                    property, UNIQUE.contains(text(property)) || KEYS.contains(text(mapping.get("columnType")))
                            || KEYS.contains(text(mapping.get("idColumnType")))));
        }
        return columns;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
