package io.github.camelhubspot.internal.importfile;

import java.io.IOException;
import java.util.List;

import io.github.camelhubspot.internal.parameter.ImportFile;

/**
 * What a message brings to start an import.
 *
 * @param files   the files, at least one
 * @param request the import request that came with them; {@code null} if header or option give it
 */
public record ImportStart(List<ImportFile> files, Object request) implements AutoCloseable {

    /** Releases streams that were not sent. */
    @Override
    public void close() {
        for (ImportFile file : files) {
            try {
                file.content().close();
            } catch (IOException e) {
                continue; // nothing of it is needed any more
            }
        }
    }
}
