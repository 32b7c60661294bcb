package io.github.camelhubspot.client;

import java.io.IOException;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.client.http.AnswerReader;
import io.github.camelhubspot.client.http.HttpAnswer;

/** Makes a {@link Reply} of a response, in the output type asked for. */
final class ReplyReader implements AnswerReader<Reply> {

    static final String CORRELATION_ID = "X-HubSpot-Correlation-Id";

    private final Operation operation;
    private final OutputType outputType;
    private final boolean elements;
    private final Json json;

    /** @param elements whether the elements of a page are wanted one by one instead of the page */
    ReplyReader(Operation operation, OutputType outputType, boolean elements, Json json) {
        this.operation = operation;
        this.outputType = outputType;
        this.elements = elements;
        this.json = json;
    }

    @Override
    public Reply read(HttpAnswer answer) throws IOException {
        int status = answer.status();
        String correlationId = answer.header(CORRELATION_ID);
        if (status < 200 || status > 299) {
            HubSpotError error = ErrorReader.read(operation, answer, json);
            return new Reply(status, correlationId, null, Facts.NONE, null, error, date(answer), RateHeaders.signal(answer, error));
        }
        AnswerType type = operation.answer();
        if (type.isNothing()) {
            return new Reply(status, correlationId, null, Facts.NONE, null, null, date(answer), RateHeaders.signal(answer, null));
        }
        byte[] text = outputType == OutputType.JSON && !elements ? answer.body().readAllBytes() : null;
        Map<String, Object> map = parse(text, answer);
        Facts facts = type.facts(map);
        if (elements) {
            return new Reply(status, correlationId, null, facts, elements(type, map), null, date(answer), RateHeaders.signal(answer, null));
        }
        Object body = switch (outputType) {
            case MAP -> map;
            case JSON -> new String(text, StandardCharsets.UTF_8);
            case POJO -> convert(map, type.record());
        };
        return new Reply(status, correlationId, body, facts, null, null, date(answer), RateHeaders.signal(answer, null));
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
        return map;
    }

    private List<?> elements(AnswerType type, Map<String, Object> map) throws IOException {
        List<Object> result = new ArrayList<>();
        for (Object element : AnswerType.results(map)) {
            result.add(switch (outputType) {
                case MAP -> element;
                case JSON -> json.writeText(element);
                case POJO -> convert(element, type.element());
            });
        }
        return result;
    }

    private Object convert(Object value, Class<?> type) throws IOException {
        try {
            return json.convert(value, type);
        } catch (IllegalArgumentException e) {
            throw new IOException("the answer does not fit " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
