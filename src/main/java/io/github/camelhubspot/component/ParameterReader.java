package io.github.camelhubspot.component;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.client.Json;
import io.github.camelhubspot.client.Operation;
import io.github.camelhubspot.client.Parameter;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ResourceHelper;

/** Turns the raw value of a header or option into that of its parameter, reading it from where it says if need be. */
record ParameterReader(CamelContext camelContext) {

    /**
     * @param exchange whose header the value is; {@code null} for that of an option
     * @return {@code null} for no value
     * @throws IllegalArgumentException if the value is not acceptable; the message names the parameter
     */
    @SuppressWarnings("unchecked") // a document is an object, and so is the text of one
    <T> T read(Operation operation, Parameter<T> parameter, Object raw, Exchange exchange) {
        T value = parameter.parse(readable(parameter, raw, exchange));
        if (value != null) {
            operation.check(parameter, value);
        }
        return parameter.isDocument() && value instanceof String text && isReference(text.trim())
                ? (T) load(parameter, text.trim()) : value;
    }

    /**
     * The value in a type that a parameter understands: as it is, or as the text that Camel's type converters make of it. The
     * types that routes usually have come first, because a search for a converter takes longer than the call of one.
     */
    private Object readable(Parameter<?> parameter, Object raw, Exchange exchange) {
        if (raw == null || raw instanceof CharSequence || raw instanceof Number || raw instanceof Boolean
                || raw instanceof Enum<?> || raw instanceof Collection<?> || raw instanceof Map<?, ?> || raw instanceof Object[]
                || raw instanceof JsonNode) {
            return raw;
        }
        boolean file = raw instanceof File || raw instanceof Path || raw instanceof WrappedFile<?>;
        boolean content = raw instanceof byte[] || raw instanceof InputStream || raw instanceof Reader;
        if (file && !parameter.isDocument()) {
            return raw instanceof WrappedFile<?> wrapped ? String.valueOf(wrapped.getFile()) : raw.toString();
        }
        if (parameter.takes(raw) && !content && !file) {
            return raw;
        }
        String text = camelContext.getTypeConverter().tryConvertTo(String.class, exchange,
                raw instanceof Path path ? path.toFile() : raw);
        return text == null ? raw : text;
    }

    private static boolean isReference(String text) {
        return text.startsWith("classpath:") || text.startsWith("file:");
    }

    private String load(Parameter<?> parameter, String reference) {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(camelContext, reference)) {
            return Json.withoutByteOrderMark(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException(parameter.name() + " refers to " + reference
                    + ", which cannot be read: " + e.getMessage(), e);
        }
    }
}
