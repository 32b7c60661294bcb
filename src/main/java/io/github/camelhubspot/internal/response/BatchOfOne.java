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

/** Reads the response to a batch with a single input as the response to a call for that record alone. */
public final class BatchOfOne {

    public static final String NOT_FOUND = "OBJECT_NOT_FOUND";
    /** The status that a call for one record gets, by the category of the error. A batch has one status for all inputs. */
    private static final Map<String, Integer> STATUSES = Map.of(NOT_FOUND, 404, "VALIDATION_ERROR", 400,
            "MISSING_SCOPES", 403, "OBJECT_ALREADY_EXISTS", 409, "CONFLICT", 409, "RATE_LIMITS", 429, "INTERNAL_ERROR", 500);

    private BatchOfOne() {
    }

    /** Returns the only record. */
    static Map<String, Object> record(Map<?, ?> content) {
        Map<String, Object> record = new LinkedHashMap<>();
        ((Map<?, ?>) ResponseType.results(content).get(0)).forEach((name, value) -> record.put(String.valueOf(name), value));
        return record;
    }

    /**
     * Returns why the response does not have exactly the requested record; {@code null} if it does. The status of the error is
     * below 400 if the response gives no reason.
     *
     * @param id HubSpot's id of the requested record; {@code null} if it is not known
     */
    static HubSpotError error(Operation operation, int status, String correlationId, Map<?, ?> content, String id) {
        List<?> results = ResponseType.results(content);
        if (!results.isEmpty() && results.get(0) instanceof Map<?, ?> record) {
            boolean other = id != null && record.get("id") != null && !id.equals(record.get("id").toString());
            return results.size() == 1 && !other ? null : HubSpotError.of(operation.uri(), status, other
                    ? "the answer has the record '" + Texts.printable(record.get("id")) + "', but '" + Texts.printable(id)
                            + "' was asked for"
                    : "the answer has " + results.size() + " records, but one was asked for", correlationId);
        }
        List<Map<String, Object>> errors = ErrorDetails.errors(content.get("errors"));
        if (errors.isEmpty()) {
            return content.get("results") instanceof List<?> && results.isEmpty() ? notFound(operation, correlationId)
                    : HubSpotError.of(operation.uri(), status, "the answer has no record: results must be a list of objects",
                            correlationId);
        }
        return ofEntry(operation, status, correlationId, errors.get(0));
    }

    /** Returns the error of a record that is missing without an entry among the errors of the batch. */
    public static HubSpotError notFound(Operation operation, String correlationId) {
        return HubSpotError.of(operation.uri(), 404, "there is no such record", correlationId).withCategory(NOT_FOUND, null);
    }

    /** Returns an entry among the errors of a batch as the error of a call for that input alone. */
    public static HubSpotError ofEntry(Operation operation, int status, String correlationId, Map<String, ?> entry) {
        String category = Objects.toString(entry.get("category"), null);
        return new HubSpotError(operation.uri(), category == null ? status : STATUSES.getOrDefault(category, status),
                Objects.toString(entry.get("message"), null), category, Objects.toString(entry.get("subCategory"), null),
                correlationId, ErrorDetails.context(entry.get("context")), ErrorDetails.errors(entry.get("errors")), null, 1);
    }
}
