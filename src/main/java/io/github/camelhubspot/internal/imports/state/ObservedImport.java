package io.github.camelhubspot.internal.imports.state;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.internal.operation.ResponseMetadata;
import io.github.camelhubspot.internal.operation.ResponseType;

/**
 * An import as HubSpot returned it.
 *
 * @param content   HubSpot's fields
 * @param metadata  values for message headers
 * @param updatedAt when HubSpot last changed it; {@link Instant#MAX} if HubSpot does not return a time, which sorts the import
 *                  last
 */
public record ObservedImport(Map<?, ?> content, ResponseMetadata metadata, Instant updatedAt) {

    /** States that HubSpot does not change again. An import in any other state, known or not, may still change. */
    private static final Set<String> FINAL = Set.of("DONE", "FAILED", "CANCELED", "REVERTED");

    static ObservedImport of(Map<?, ?> content) {
        Instant updatedAt = instant(content, "updatedAt");
        return new ObservedImport(content, ResponseType.IMPORT.metadata(content).withoutCounters(),
                updatedAt == null ? Instant.MAX : updatedAt);
    }

    /**
     * Returns a new import as the response to its start has it; {@code null} if its state is final, so that it is polled at once.
     */
    public static ObservedImport asStarted(ResponseMetadata metadata) {
        ObservedImport started = new ObservedImport(Map.of(), metadata, Instant.MAX);
        return started.isFinal() ? null : started;
    }

    private static Instant instant(Map<?, ?> content, String field) {
        try {
            return Instant.parse(String.valueOf(content.get(field)));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    public String id() {
        return metadata.recordId();
    }

    /** Returns the state; may be {@code null}. */
    public String state() {
        return metadata.state();
    }

    /** Returns the name; may be {@code null}. */
    public String name() {
        return content.get("importName") instanceof String name ? name : null;
    }

    /** Returns when the import was started; {@code null} if HubSpot does not return it. */
    public Instant createdAt() {
        return instant(content, "createdAt");
    }

    /** Returns the names of the imported files; {@code null} if HubSpot does not return them. */
    public List<String> fileNames() {
        Object files = content.get("importRequestJson") instanceof Map<?, ?> request ? request.get("files") : null;
        return files instanceof List<?> list
                ? list.stream().map(file -> file instanceof Map<?, ?> map ? String.valueOf(map.get("fileName")) : "").toList()
                : null;
    }

    /** Returns the counters by name; may be {@code null}. */
    Map<?, ?> counters() {
        return metadataWithCounters().counters();
    }

    public ResponseMetadata metadataWithCounters() {
        return ResponseType.IMPORT.metadata(content);
    }

    public boolean isCanceled() {
        return "CANCELED".equals(state());
    }

    public boolean isFinal() {
        return state() != null && FINAL.contains(state());
    }
}
