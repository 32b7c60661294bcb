package io.github.camelhubspot.internal.response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.http.AnswerReader;
import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.Secrets;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ResponseMetadata;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * Reads HubSpot's response to a call, in the output type that was requested.
 *
 * <p>{@code secrets} is volatile, because a transport may read the response on another thread than the one that completes it.
 */
public final class ApiResponseReader implements AnswerReader<ApiResponse> {

    public static final String CORRELATION_ID = "X-HubSpot-Correlation-Id";

    private final Operation operation;
    /** HubSpot's id of the requested record; {@code null} if it is not known. */
    private final String requestedId;
    private final OutputType outputType;
    private final boolean elements;
    private final boolean validation;
    private final Json json;
    private volatile Secrets secrets = new Secrets();

    /** @param elements whether to return the elements of a page as maps instead of the page */
    public ApiResponseReader(Call call, OutputType outputType, boolean elements) {
        this.operation = call.operation();
        String idProperty = call.arguments().get(Parameters.ID_PROPERTY);
        boolean idOfHubSpot = operation.parameters().contains(Parameters.LEAD_ID)
                && (idProperty == null || idProperty.equals(Parameters.OBJECT_ID));
        this.requestedId = idOfHubSpot ? call.arguments().get(Parameters.LEAD_ID) : null;
        this.outputType = outputType;
        this.elements = elements;
        this.validation = call.validation();
        this.json = call.json();
    }

    @Override
    public ApiResponse read(HttpAnswer answer) throws IOException {
        secrets = answer.secrets();
        ResponseType type = operation.responseType();
        if (answer.status() < 200 || answer.status() > 299) {
            return refusal(answer, ErrorReader.read(operation, answer, json));
        }
        if (type.isNothing()) {
            return success(answer, null, null, ResponseMetadata.NONE, null);
        }
        byte[] text = outputType == OutputType.JSON && !elements ? answer.body().readAllBytes() : null;
        Map<String, Object> content = parse(text, answer);
        if (type.inBatch()) {
            HubSpotError missing = BatchOfOne.error(operation, answer.status(), answer.header(CORRELATION_ID), content,
                    requestedId);
            if (missing != null) {
                return refusal(answer, missing);
            }
            content = BatchOfOne.record(content);
            text = text == null ? null : json.write(content);
        }
        return success(answer, type, content, text);
    }

    private ApiResponse success(HttpAnswer answer, ResponseType type, Map<String, Object> content, byte[] text)
            throws IOException {
        boolean incomplete = operation.completion() != null;
        if (validation || incomplete) {
            ResponseValidator.check(type, content, answer.status());
        }
        ResponseMetadata metadata = type.metadata(content).masked(secrets);
        if (incomplete) {
            return success(answer, null, content, metadata, null);
        }
        if (elements) {
            return success(answer, null, null, metadata, ResponseType.results(content));
        }
        try {
            Object body = switch (outputType) {
                case MAP -> content;
                case JSON -> new String(text, StandardCharsets.UTF_8);
                case POJO -> convert(content, type.record());
            };
            return success(answer, body, type == ResponseType.BATCH_RESULT ? content : null, metadata, null);
        } catch (ConversionException e) {
            // not a failure of the transport: another attempt would get the same response
            return refusal(answer, unfitting(e, answer.status(), answer.header(CORRELATION_ID)));
        }
    }

    /** A response does not fit the output type. */
    private static final class ConversionException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ConversionException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Returns a response with its completed records.
     *
     * @param  incomplete        the response that lacked fields
     * @param  content           its content with complete records
     * @throws HubSpotTransportException if the content does not fit the output type
     */
    public ApiResponse completed(ApiResponse incomplete, Map<String, Object> content) {
        ResponseType type = operation.responseType();
        Object body = elements ? null : inOutputType(content, type.record(), incomplete);
        return new ApiResponse(incomplete.status(), incomplete.correlationId(), incomplete.attempts(), body, null,
                type.metadata(content).masked(secrets), elements ? ResponseType.results(content) : null, null, incomplete.date(),
                incomplete.rateLimits());
    }

    private static ApiResponse refusal(HttpAnswer answer, HubSpotError error) {
        return response(answer, null, null, ResponseMetadata.NONE, null, error);
    }

    private static ApiResponse success(HttpAnswer answer, Object body, Map<String, Object> plain, ResponseMetadata metadata,
            List<?> elements) {
        return response(answer, body, plain, metadata, elements, null);
    }

    private static ApiResponse response(HttpAnswer answer, Object body, Map<String, Object> plain, ResponseMetadata metadata,
            List<?> elements, HubSpotError error) {
        return new ApiResponse(answer.status(), answer.header(CORRELATION_ID), 1, body, plain, metadata, elements, error,
                RateHeaders.date(answer), RateHeaders.read(answer, error));
    }

    private Map<String, Object> parse(byte[] text, HttpAnswer answer) throws IOException {
        Map<String, Object> content;
        try {
            content = text == null ? json.readMap(answer.body()) : json.readMap(text);
        } catch (StreamConstraintsException e) {
            throw unreadable(answer, "has more in it than is read: " + e.getOriginalMessage(), e);
        } catch (MismatchedInputException e) {
            throw unreadable(answer, "is empty or not a JSON object: " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw unreadable(answer, "is not JSON: " + e.getOriginalMessage(), e);
        }
        if (content == null) {
            throw unreadable(answer, "is null, not a JSON object", null);
        }
        content.computeIfPresent("errors", (name, errors) -> secrets.mask(errors)); // they become exceptions and headers
        return content;
    }

    private static IOException unreadable(HttpAnswer answer, String problem, Exception cause) {
        return new IOException("the answer with status " + answer.status() + ' ' + problem, cause);
    }

    /**
     * Returns elements of a page in the output type.
     *
     * @param  response          to which the elements belong
     * @throws HubSpotTransportException if an element does not fit the output type
     */
    public List<?> inOutputType(List<?> elements, ApiResponse response) {
        if (outputType == OutputType.MAP) {
            return elements;
        }
        List<Object> result = new ArrayList<>(elements.size());
        for (Object element : elements) {
            result.add(inOutputType(element, operation.responseType().element(), response));
        }
        return result;
    }

    private Object inOutputType(Object value, Class<?> type, ApiResponse response) {
        try {
            return switch (outputType) {
                case MAP -> value;
                case JSON -> json.writeText(value);
                case POJO -> convert(value, type);
            };
        } catch (ConversionException e) {
            throw new HubSpotTransportException(unfitting(e, response.status(), response.correlationId()), secrets.mask(e));
        }
    }

    private HubSpotError unfitting(ConversionException failure, int status, String correlationId) {
        return HubSpotError.of(operation.uri(), status, secrets.mask(failure.getMessage()), correlationId);
    }

    private Object convert(Object value, Class<?> type) {
        try {
            return json.convert(value, type);
        } catch (IllegalArgumentException e) {
            throw new ConversionException("the answer does not fit " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
