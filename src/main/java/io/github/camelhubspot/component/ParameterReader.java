package io.github.camelhubspot.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.github.camelhubspot.client.Operation;
import io.github.camelhubspot.client.Parameter;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** Turns the raw value of a header or option into that of its parameter, reading it from where it says if need be. */
record ParameterReader(CamelContext camelContext) {

    private static final String BOM = "\uFEFF";

    /**
     * @return {@code null} for no value
     * @throws IllegalArgumentException if the value is not acceptable; the message names the parameter
     */
    @SuppressWarnings("unchecked") // a document is an object, and so is the text of one
    <T> T read(Operation operation, Parameter<T> parameter, Object raw) {
        T value = parameter.parse(raw);
        if (value != null) {
            operation.check(parameter, value);
        }
        return parameter.isDocument() && value instanceof String text && isReference(text.trim())
                ? (T) load(parameter, text.trim()) : value;
    }

    private static boolean isReference(String text) {
        return text.startsWith("classpath:") || text.startsWith("file:");
    }

    private String load(Parameter<?> parameter, String reference) {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(camelContext, reference)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.startsWith(BOM) ? text.substring(1) : text;
        } catch (IOException e) {
            throw new IllegalArgumentException(parameter.name() + " refers to " + reference
                    + ", which cannot be read: " + e.getMessage(), e);
        }
    }
}
