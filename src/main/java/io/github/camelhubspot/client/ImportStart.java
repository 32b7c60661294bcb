package io.github.camelhubspot.client;

import java.util.List;

/**
 * What a message brings to start an import.
 *
 * @param files   the files, at least one
 * @param request the import request that came with them; {@code null} if header or option give it
 */
public record ImportStart(List<ImportFile> files, Object request) {
}
