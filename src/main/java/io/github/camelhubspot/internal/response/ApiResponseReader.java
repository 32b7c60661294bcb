package io.github.camelhubspot.internal.response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
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

/** Makes a {@link ApiResponse} of a response, in the output type asked for. */
public final class ApiResponseReader implements AnswerReader<ApiResponse> {

    public static final String CORRELATION_ID = "X-HubSpot-Correlation-Id";

    private final Operation operation;
    /** HubSpot's id of the record that is asked for; {@code null} if it is not known. */
    private final String askedId;
    private final OutputType outputType;
    private final boolean elements;
    private final boolean validation;
    private final Json json;
    private volatile Secrets secrets = new Secrets();

    /** @param elements whether the elements of a page are wanted one by one, as maps, instead of the page */
    public ApiResponseReader(Call call, OutputType outputType, boolean elements) {
        this.operation = call.operation();
        String idProperty = call.arguments().get(Parameters.ID_PROPERTY);
        this.askedId = operation.parameters().contains(Parameters.LEAD_ID)
                && (idProperty == null || idProperty.equals(Parameters.OBJECT_ID)) ? call.arguments().get(Parameters.LEAD_ID) : null;
        this.outputType = outputType;
        this.elements = elements;
        this.validation = call.validation();
        this.json = call.json();
    }

    @Override
    public ApiResponse read(HttpAnswer answer) throws IOException {
        int status = answer.status();
        secrets = answer.secrets();
        if (status < 200 || status > 299) {
            return refusal(answer, ErrorReader.read(operation, answer, json));
        }
        ResponseType type = operation.answer();
        if (type.isNothing()) {
            return reply(answer, null, null, ResponseMetadata.NONE, null);
        }
        byte[] text = outputType == OutputType.JSON && !elements ? answer.body().readAllBytes() : null;
        Map<String, Object> map = parse(text, answer);
        if (type.inBatch()) {
            HubSpotError missing = BatchOfOne.error(operation, status, answer.header(CORRELATION_ID), map, askedId);
            if (missing != null) {
                return refusal(answer, missing);
            }
            map = BatchOfOne.record(map);
            text = text == null ? null : json.write(map);
        }
        boolean incomplete = operation.completion() != null;
        if (validation || incomplete) {
            ResponseValidator.check(type, map, status);
        }
        ResponseMetadata metadata = type.metadata(map).masked(secrets);
        if (incomplete) {
            return reply(answer, null, map, metadata, null);
        }
        if (elements) {
            return reply(answer, null, null, metadata, ResponseType.results(map));
        }
        Object body;
        try {
            body = switch (outputType) {
                case MAP -> map;
                case JSON -> new String(text, StandardCharsets.UTF_8);
                case POJO -> convert(map, type.record());
            };
        } catch (ConversionException e) {
            // it would be the same next time: an answer that was received is no failure of the transport
            return refusal(answer, new HubSpotError(operation.uri(), status, secrets.mask(e.getMessage()), null, null,
                    answer.header(CORRELATION_ID), null, null, null, 1));
        }
        return reply(answer, body, type == ResponseType.BATCH_RESULT ? map : null, metadata, null);
    }

    /** An answer that does not fit the output type. */
    private static final class ConversionException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ConversionException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * A reply whose records lacked something, when they are complete.
     *
     * @param  answer            with the records as they are now
     * @throws HubSpotTransportException if it does not fit the output type
     */
    public ApiResponse completed(ApiResponse incomplete, Map<String, Object> answer) {
        Object body = elements ? null : inOutputType(answer, operation.answer().record(), incomplete.status(),
                incomplete.correlationId());
        return new ApiResponse(incomplete.status(), incomplete.correlationId(), incomplete.attempts(), body, null,
                operation.answer().metadata(answer).masked(secrets),
                elements ? ResponseType.results(answer) : null, null, incomplete.date(), incomplete.rateLimits());
    }

    private static ApiResponse refusal(HttpAnswer answer, HubSpotError error) {
        return new ApiResponse(answer.status(), answer.header(CORRELATION_ID), 1, null, null, ResponseMetadata.NONE, null, error,
                date(answer), RateHeaders.signal(answer, error));
    }

    private static ApiResponse reply(HttpAnswer answer, Object body, Map<String, Object> plain, ResponseMetadata metadata, List<?> elements) {
        return new ApiResponse(answer.status(), answer.header(CORRELATION_ID), 1, body, plain, metadata, elements, null, date(answer),
                RateHeaders.signal(answer, null));
    }

    /** When HubSpot answered, by its own clock; {@code null} if it does not say. */
    static Instant date(HttpAnswer answer) {
        String text = answer.header("Date");
        try {
            return text == null ? null : DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Map<String, Object> parse(byte[] text, HttpAnswer answer) throws IOException {
        Map<String, Object> map;
        try {
            map = text == null ? json.readMap(answer.body()) : json.readMap(text);
        } catch (StreamConstraintsException e) {
            throw new IOException("the answer with status " + answer.status() + " has more in it than is read: "
                    + e.getOriginalMessage(), e);
        } catch (MismatchedInputException e) {
            throw new IOException("the answer with status " + answer.status()
                    + " is empty or not a JSON object: " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IOException("the answer with status " + answer.status() + " is not JSON: "
                    + e.getOriginalMessage(), e);
        }
        if (map == null) {
            throw new IOException("the answer with status " + answer.status() + " is null, not a JSON object");
        }
        map.computeIfPresent("errors", (name, errors) -> secrets.mask(errors)); // they end up in exceptions and headers
        return map;
    }

    /**
     * Elements of a page in the output type.
     *
     * @param  reply  the page
     * @throws HubSpotTransportException if they do not fit it
     */
    public List<?> inOutputType(List<?> elements, ApiResponse reply) {
        if (outputType == OutputType.MAP) {
            return elements;
        }
        List<Object> result = new ArrayList<>(elements.size());
        for (Object element : elements) {
            result.add(inOutputType(element, operation.answer().element(), reply.status(), reply.correlationId()));
        }
        return result;
    }

    private Object inOutputType(Object value, Class<?> type, int status, String correlationId) {
        try {
            return switch (outputType) {
                case MAP -> value;
                case JSON -> json.writeText(value);
                case POJO -> convert(value, type);
            };
        } catch (ConversionException e) {
            throw new HubSpotTransportException(new HubSpotError(operation.uri(), status, secrets.mask(e.getMessage()), null, null,
                    correlationId, null, null, null, 1), secrets.mask(e));
        }
    }

    private Object convert(Object value, Class<?> type) {
        try {
            return json.convert(value, type);
        } catch (IllegalArgumentException e) {
            throw new ConversionException("the answer does not fit " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
