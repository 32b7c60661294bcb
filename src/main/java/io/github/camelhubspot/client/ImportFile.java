package io.github.camelhubspot.client;

import io.github.camelhubspot.client.http.HttpBody;

/**
 * A file to import.
 *
 * @param name    its base name; {@code null} if it has none
 * @param content its bytes
 */
public record ImportFile(String name, HttpBody.Content content) {

    /** The name when nothing gives one. */
    static final String DEFAULT_NAME = "import.csv";

    public ImportFile {
        name = name == null || name.isBlank() ? null : baseName(name);
    }

    /** The last part of a path, whichever separator it has: HubSpot knows files by base name only. */
    static String baseName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).trim();
    }

    ImportFile named(String newName) {
        return new ImportFile(newName, content);
    }
}
