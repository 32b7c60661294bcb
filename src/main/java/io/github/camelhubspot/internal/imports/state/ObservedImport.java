package io.github.camelhubspot.internal.imports.state;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.internal.operation.ResponseMetadata;
import io.github.camelhubspot.internal.operation.ResponseType;

/**
 * An import as HubSpot showed it.
 *
 * @param content   HubSpot's fields
 * @param metadata  what the message headers tell of it
 * @param updatedAt when HubSpot last changed it; {@link Instant#MAX} if it does not say, to come after those that do
 */
public record ObservedImport(Map<?, ?> content, ResponseMetadata metadata, Instant updatedAt) {

    /** States that HubSpot does not leave again; any other, known or not, may change. */
    private static final Set<String> FINAL = Set.of("DONE", "FAILED", "CANCELED", "REVERTED");

    static ObservedImport of(Map<?, ?> content) {
        Instant updatedAt = instant(content, "updatedAt");
        return new ObservedImport(content, ResponseType.IMPORT.metadata(content).withoutCounters(),
                updatedAt == null ? Instant.MAX : updatedAt);
    }

    /** An import of which only the answer to its start is known; {@code null} if that is not a state to go on from. */
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

    /** May be {@code null}. */
    public String state() {
        return metadata.state();
    }

    /** May be {@code null}. */
    public String name() {
        return content.get("importName") instanceof String name ? name : null;
    }

    /** When the import was started; {@code null} if HubSpot does not say. */
    public Instant createdAt() {
        return instant(content, "createdAt");
    }

    /** Names of the imported files; {@code null} if HubSpot does not say. */
    public List<String> fileNames() {
        Object files = content.get("importRequestJson") instanceof Map<?, ?> request ? request.get("files") : null;
        return files instanceof List<?> list
                ? list.stream().map(file -> file instanceof Map<?, ?> map ? String.valueOf(map.get("fileName")) : "").toList()
                : null;
    }

    /** Counters by name; may be {@code null}. */
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
