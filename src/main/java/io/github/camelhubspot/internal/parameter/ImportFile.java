package io.github.camelhubspot.internal.parameter;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;

import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.support.Utf8Stream;

/**
 * A file of a message or option.
 *
 * @param name    its base name; {@code null} if it has none
 * @param content its bytes
 * @param charset the charset of its text; {@code null} for UTF-8
 */
public record ImportFile(String name, HttpBody.Content content, Charset charset) {

    /** The name when nothing gives one. */
    public static final String DEFAULT_NAME = "import.csv";

    public ImportFile {
        name = name == null || name.isBlank() ? null : baseName(name);
    }

    public ImportFile(String name, HttpBody.Content content) {
        this(name, content, null);
    }

    /** A file of the disk, in UTF-8. */
    public static ImportFile of(Path file) {
        return new ImportFile(String.valueOf(file.getFileName()), HttpBody.Content.of(file));
    }

    /** The last part of a path, whichever separator it has: HubSpot knows files by base name only. */
    public static String baseName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).trim();
    }

    public ImportFile named(String newName) {
        return new ImportFile(newName, content, charset);
    }

    /** The file as UTF-8. A file that is no text, whatever its name, stays what it is. */
    public ImportFile asUtf8() throws IOException {
        return charset == null || FileKind.of(content.head(FileKind.HEAD)) != null ? this
                : new ImportFile(name, Utf8Stream.content(content, charset));
    }
}
