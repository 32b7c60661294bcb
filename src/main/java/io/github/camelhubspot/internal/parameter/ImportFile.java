package io.github.camelhubspot.internal.parameter;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;

import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.support.Utf8Stream;

/**
 * A file that a message or option gives.
 *
 * @param name    its base name; {@code null} if it has none
 * @param content its bytes
 * @param charset the charset of its text; {@code null} for UTF-8
 */
public record ImportFile(String name, HttpBody.Content content, Charset charset) {

    /** The name of a file that has none. */
    public static final String DEFAULT_NAME = "import.csv";

    public ImportFile {
        name = name == null || name.isBlank() ? null : baseName(name);
    }

    public ImportFile(String name, HttpBody.Content content) {
        this(name, content, null);
    }

    /** Returns a file of the disk, in UTF-8. */
    public static ImportFile of(Path file) {
        return new ImportFile(String.valueOf(file.getFileName()), HttpBody.Content.of(file));
    }

    /** Returns the last part of a path with slashes or backslashes. HubSpot identifies files by base name. */
    public static String baseName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).trim();
    }

    public ImportFile named(String newName) {
        return new ImportFile(newName, content, charset);
    }

    /** Returns the file converted to UTF-8, or this file if its content is not text. */
    public ImportFile asUtf8() throws IOException {
        return charset == null || FileKind.of(content.head(FileKind.HEAD)) != null ? this
                : new ImportFile(name, Utf8Stream.content(content, charset));
    }
}
