package io.github.camelhubspot.internal.importfile;

import java.io.IOException;
import java.util.List;

import io.github.camelhubspot.internal.parameter.ImportFile;

/**
 * The content of a message that starts an import.
 *
 * @param files   the files
 * @param request the import request in the body; {@code null} if a header or an option provides it
 */
public record ImportStart(List<ImportFile> files, Object request) implements AutoCloseable {

    /** Closes streams that were not sent. */
    @Override
    public void close() {
        for (ImportFile file : files) {
            try {
                file.content().close();
            } catch (IOException e) {
                continue; // the content is no longer needed
            }
        }
    }
}
