package io.github.camelhubspot.internal.response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.Secrets;
import io.github.camelhubspot.internal.operation.ErrorDetails;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.support.Texts;

/**
 * Reads the error of a response. HubSpot documents every field as optional, and a 429 has other fields than other errors. A proxy
 * or load balancer in front of HubSpot responds with HTML or without a body.
 */
public final class ErrorReader {

    /** Bytes. HubSpot's error bodies are shorter; the rest of a longer body is not read. */
    private static final int MAX_BODY = 64 * 1024;
    /** Characters of a text other than HubSpot's message. */
    private static final int MAX_TEXT = 300;
    /** Characters of HubSpot's message, which may list several properties. */
    private static final int MAX_MESSAGE = 1_000;

    private ErrorReader() {
    }

    /** Returns the error of a response whose status is not a success. */
    public static HubSpotError read(Operation operation, HttpAnswer answer, Json json) throws IOException {
        String correlationId = answer.header(ApiResponseReader.CORRELATION_ID);
        if (answer.status() < 400) {
            return HubSpotError.of(operation.uri(), answer.status(),
                    "the answer is a redirect, which is not followed, to " + Texts.printable(answer.header("Location")),
                    correlationId);
        }
        byte[] body = answer.body().readNBytes(MAX_BODY);
        Map<?, ?> map = (Map<?, ?>) answer.secrets().mask(jsonOrNull(body, json));
        if (map == null) {
            return HubSpotError.of(operation.uri(), answer.status(), textOf(body, answer.secrets()), correlationId);
        }
        List<Map<String, Object>> errors = ErrorDetails.errors(map.get("errors"));
        String message = text(first(map.get("message"), map.get("error_description"), map.get("error")));
        return new HubSpotError(operation.uri(), answer.status(), withDetails(message, errors),
                name(first(map.get("category"), map.get("errorType"))), name(map.get("subCategory")),
                first(correlationId, name(map.get("correlationId"))), ErrorDetails.context(map.get("context")), errors,
                name(map.get("policyName")), 1);
    }

    private static Object jsonOrNull(byte[] body, Json json) {
        try {
            return json.readMap(body);
        } catch (IOException e) {
            return null;
        }
    }

    private static String textOf(byte[] body, Secrets secrets) {
        String readable = readable(new String(body, StandardCharsets.UTF_8), secrets);
        return readable.isEmpty() || readable.equals("null") ? "the answer has no body" : shortened(readable);
    }

    /** Returns the title of an HTML page, or its text without tags if it has no title. Takes time linear in the length. */
    static String readable(String page, Secrets secrets) {
        String text = secrets.mask(page);
        String lower = text.toLowerCase(Locale.ROOT);
        int title = lower.length() == text.length() ? lower.indexOf("<title") : -1;
        int from = title < 0 ? -1 : text.indexOf('>', title);
        int to = from < 0 ? -1 : lower.indexOf("</title", from);
        return to < 0 ? withoutTags(text, 0, text.length()) : withoutTags(text, from + 1, to);
    }

    /** Returns the text between tags, with single blanks. A tag that does not end counts as text. */
    private static String withoutTags(String text, int from, int to) {
        StringBuilder readable = new StringBuilder();
        int lastTagEnd = text.lastIndexOf('>', to - 1);
        boolean blank = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '<' && i < lastTagEnd) {
                i = text.indexOf('>', i);
                c = ' ';
            }
            if (Character.isWhitespace(c)) {
                blank = true;
            } else {
                readable.append(blank && !readable.isEmpty() ? " " : "").append(c);
                blank = false;
            }
        }
        return readable.toString();
    }

    /** Adds the messages of the single errors, which name the properties; HubSpot's message is often general. */
    private static String withDetails(String message, List<Map<String, Object>> errors) {
        StringBuilder text = new StringBuilder(message == null ? "no message" : shortened(message, MAX_MESSAGE));
        for (Map<String, Object> error : errors.subList(0, Math.min(3, errors.size()))) {
            String detail = text(error.get("message"));
            if (detail != null && text.indexOf(detail) < 0) {
                text.append("; ").append(shortened(detail));
            }
        }
        if (errors.size() > 3) {
            text.append("; and ").append(errors.size() - 3).append(" more");
        }
        return text.toString();
    }

    @SafeVarargs
    private static <T> T first(T... values) {
        for (T value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Returns a value that should be a short name, whatever type and length the server gave it. */
    private static String name(Object value) {
        return value == null ? null : shortened(value.toString());
    }

    private static String text(Object value) {
        return Objects.toString(value, null);
    }

    private static String shortened(String text) {
        return shortened(text, MAX_TEXT);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }
}
