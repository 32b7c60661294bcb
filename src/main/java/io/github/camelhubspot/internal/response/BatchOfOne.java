package io.github.camelhubspot.internal.response;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.internal.operation.ErrorDetails;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.support.Texts;

/** A record that was asked for as the only one of a batch, as HubSpot would answer it alone. */
public final class BatchOfOne {

    public static final String NOT_FOUND = "OBJECT_NOT_FOUND";
    /** A batch has one status for all; an input that failed says by its category what it would have had alone. */
    private static final Map<String, Integer> STATUSES = Map.of(NOT_FOUND, 404, "VALIDATION_ERROR", 400,
            "MISSING_SCOPES", 403, "OBJECT_ALREADY_EXISTS", 409, "CONFLICT", 409, "RATE_LIMITS", 429, "INTERNAL_ERROR", 500);

    private BatchOfOne() {
    }

    /** The record of an answer that has one. */
    static Map<String, Object> record(Map<?, ?> answer) {
        Map<String, Object> record = new LinkedHashMap<>();
        ((Map<?, ?>) ResponseType.results(answer).get(0)).forEach((name, value) -> record.put(String.valueOf(name), value));
        return record;
    }

    /**
     * Why there is no record; {@code null} if there is one. A status below 400 means that the answer does not say.
     *
     * @param id HubSpot's id of the record; {@code null} if it is not known
     */
    static HubSpotError error(Operation operation, int status, String correlationId, Map<?, ?> answer, String id) {
        List<?> results = ResponseType.results(answer);
        if (!results.isEmpty() && results.get(0) instanceof Map<?, ?> record) {
            boolean other = id != null && record.get("id") != null && !id.equals(record.get("id").toString());
            return results.size() == 1 && !other ? null : error(operation, status, correlationId, other ? "the answer has the record '"
                    + Texts.printable(record.get("id")) + "', but '" + Texts.printable(id) + "' was asked for"
                    : "the answer has " + results.size() + " records, but one was asked for", null, Map.of());
        }
        List<Map<String, Object>> errors = ErrorDetails.errors(answer.get("errors"));
        if (errors.isEmpty()) {
            return answer.get("results") instanceof List<?> && results.isEmpty() ? notFound(operation, correlationId)
                    : error(operation, status, correlationId, "the answer has no record: results must be a list of objects",
                            null, Map.of());
        }
        return ofEntry(operation, status, correlationId, errors.get(0));
    }

    /** There is no such record, and HubSpot gave no entry that says so. */
    public static HubSpotError notFound(Operation operation, String correlationId) {
        return error(operation, 404, correlationId, "there is no such record", NOT_FOUND, Map.of());
    }

    /** What an entry among the errors of a batch says of its input, as HubSpot would of that alone. */
    public static HubSpotError ofEntry(Operation operation, int status, String correlationId, Map<String, ?> entry) {
        String category = Objects.toString(entry.get("category"), null);
        return error(operation, category == null ? status : STATUSES.getOrDefault(category, status), correlationId,
                Objects.toString(entry.get("message"), null), category, entry);
    }

    private static HubSpotError error(Operation operation, int status, String correlationId, String message, String category,
            Map<String, ?> entry) {
        return new HubSpotError(operation.uri(), status, message, category, Objects.toString(entry.get("subCategory"), null),
                correlationId, ErrorDetails.context(entry.get("context")), ErrorDetails.errors(entry.get("errors")), null, 1);
    }
}
