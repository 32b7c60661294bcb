package io.github.camelhubspot.imports;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.client.AnswerType;
import io.github.camelhubspot.client.Facts;

/**
 * An import as HubSpot showed it.
 *
 * @param content   HubSpot's fields
 * @param facts     what the message headers tell of it
 * @param updatedAt when HubSpot last changed it; {@link Instant#MAX} if it does not say, to come after those that do
 */
record ObservedImport(Map<?, ?> content, Facts facts, Instant updatedAt) {

    /** States that HubSpot does not leave again; any other, known or not, may change. */
    private static final Set<String> FINAL = Set.of("DONE", "FAILED", "CANCELED", "REVERTED");

    static ObservedImport of(Map<?, ?> content) {
        Instant updatedAt;
        try {
            updatedAt = Instant.parse(String.valueOf(content.get("updatedAt")));
        } catch (DateTimeParseException e) {
            updatedAt = Instant.MAX;
        }
        return new ObservedImport(content, AnswerType.IMPORT.facts(content), updatedAt);
    }

    String id() {
        return facts.recordId();
    }

    /** May be {@code null}. */
    String state() {
        return facts.state();
    }

    boolean isFinal() {
        return state() != null && FINAL.contains(state());
    }
}
