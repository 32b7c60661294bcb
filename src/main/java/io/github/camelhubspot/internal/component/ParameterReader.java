package io.github.camelhubspot.internal.component;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Texts;
import io.github.camelhubspot.internal.support.Utf8Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ResourceHelper;

/**
 * Reads the values of parameters from headers and options. An option may name a file or resource. A header has the content or a
 * file object; its text may name a file only below the directory that option {@code sourceDirectory} allows, because messages
 * may come from untrusted senders.
 */
record ParameterReader(CamelContext camelContext) {

    private static final String FILE = "file:";
    /** Bytes: far more than HubSpot accepts for an import request. */
    private static final int MAX_DOCUMENT = 10 * 1024 * 1024;

    /**
     * Reads the value of an option.
     *
     * @return {@code null} for no value
     * @throws IllegalArgumentException if the value is not acceptable; the message names the parameter
     */
    @SuppressWarnings("unchecked") // a document is an object, and so is its text
    <T> T option(Operation operation, Parameter<T> parameter, Object raw) {
        T value = parsed(operation, parameter, readable(parameter, raw, null));
        return parameter.isDocument() && value instanceof String text && isReference(text)
                ? (T) load(parameter, text.trim()) : value;
    }

    /**
     * Reads the headers of a message that give parameters of an operation.
     *
     * @return the values of the headers, else those of the options
     * @throws io.github.camelhubspot.HubSpotValidationException if a header is not acceptable; the message names it
     */
    Arguments arguments(Operation operation, Message message, Arguments options) {
        Map<Parameter<?>, Object> headers = null;
        if (message.hasHeaders()) {
            for (Parameter<?> parameter : operation.parameters()) {
                Object value = header(operation, parameter, message, options);
                if (value != null) {
                    headers = headers == null ? new HashMap<>() : headers;
                    headers.put(parameter, value);
                }
            }
        }
        return headers == null ? options : options.withHeaders(headers);
    }

    /**
     * Reads one header. Takes its raw value: asking Camel for a type would search the type converters on every call.
     *
     * @param options among them the directory below which a text may name a file
     * @return        {@code null} for no value
     * @throws io.github.camelhubspot.HubSpotValidationException if the value is not acceptable; the message names the header
     */
    <T> T header(Operation operation, Parameter<T> parameter, Message message, Arguments options) {
        Object raw = parameter.hasHeader() ? message.getHeader(parameter.header()) : null;
        if (raw == null) {
            return null;
        }
        Exchange exchange = message.getExchange();
        try {
            return parsed(operation, parameter, parameter.isFile() || parameter.isDocument()
                    ? content(parameter, Parameter.plain(raw), exchange, options.get(Parameters.SOURCE_DIRECTORY))
                    : readable(parameter, raw, exchange));
        } catch (IllegalArgumentException e) {
            throw operation.invalid(e.getMessage(), e);
        }
    }

    private static <T> T parsed(Operation operation, Parameter<T> parameter, Object raw) {
        T value = parameter.parse(raw);
        if (value != null) {
            operation.check(parameter, value);
        }
        return value;
    }

    /**
     * Returns a value in a type that a parameter accepts: unchanged, or converted to text by Camel. Checks the usual types first,
     * because Camel's search for a type converter is slow.
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

    private Object content(Parameter<?> parameter, Object raw, Exchange exchange, String directory) {
        if (isFileOrStream(raw) || parameter.isFile() && raw instanceof byte[]) {
            try {
                return content(parameter, MessageFiles.of(exchange, raw, null));
            } catch (IllegalArgumentException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalArgumentException(parameter.name() + " cannot be read (header " + parameter.header() + "): "
                        + e.getMessage(), e);
            }
        }
        Object readable = readable(parameter, raw, exchange);
        Object value = parameter.isFile() && readable != null ? readable.toString() : readable;
        return !(value instanceof CharSequence text) || text.toString().isBlank()
                || parameter.isDocument() && !isReference(text.toString()) ? value
                : content(parameter, below(parameter, text.toString().trim(), directory));
    }

    private static boolean isFileOrStream(Object raw) {
        return raw instanceof WrappedFile<?> || raw instanceof File || raw instanceof Path || raw instanceof InputStream
                || raw instanceof Reader;
    }

    private static Object content(Parameter<?> parameter, ImportFile file) {
        if (parameter.isFile()) {
            return file;
        }
        try (InputStream in = file.charset() == null ? file.content().open()
                : Utf8Stream.content(file.content(), file.charset()).open()) {
            return text(parameter, in, "file '" + file.name() + "'");
        } catch (IOException e) {
            throw unreadable(parameter, "a file", e);
        }
    }

    private static ImportFile below(Parameter<?> parameter, String name, String directory) {
        String quoted = Texts.quoted(name);
        if (directory == null) {
            throw new IllegalArgumentException(parameter.name() + ": header " + parameter.header() + " is the text " + quoted
                    + ", but a text in a message names no file: set option " + parameter.name()
                    + ", put a file object into the header, or allow a directory with option sourceDirectory");
        }
        Path requested = Path.of(name.startsWith(FILE) ? name.substring(FILE.length()) : name);
        Path found;
        try {
            Path root = Path.of(directory).toRealPath();
            found = root.resolve(requested).normalize();
            found = found.startsWith(root) ? found.toRealPath() : root;
            if (found.startsWith(root) && !found.equals(root)) {
                return ImportFile.of(found);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(parameter.name() + " " + quoted + " (header " + parameter.header()
                    + ") cannot be read below sourceDirectory " + Texts.quoted(directory) + ": " + e.getClass().getSimpleName(), e);
        }
        throw new IllegalArgumentException(parameter.name() + " " + quoted + " (header " + parameter.header()
                + ") is not below sourceDirectory " + Texts.quoted(directory));
    }

    private static boolean isReference(String text) {
        String trimmed = text.trim();
        return trimmed.startsWith("classpath:") || trimmed.startsWith(FILE);
    }

    private String load(Parameter<?> parameter, String reference) {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(camelContext, reference)) {
            return text(parameter, in, reference);
        } catch (IOException e) {
            throw unreadable(parameter, reference, e);
        }
    }

    private static String text(Parameter<?> parameter, InputStream in, String source) throws IOException {
        byte[] bytes = in.readNBytes(MAX_DOCUMENT + 1);
        if (bytes.length > MAX_DOCUMENT) {
            throw new IllegalArgumentException(parameter.name() + " refers to " + source + ", which has more than "
                    + MAX_DOCUMENT + " bytes");
        }
        return Json.withoutByteOrderMark(new String(bytes, StandardCharsets.UTF_8));
    }

    private static IllegalArgumentException unreadable(Parameter<?> parameter, String source, IOException cause) {
        return new IllegalArgumentException(parameter.name() + " refers to " + source + ", which cannot be read: "
                + cause.getMessage(), cause);
    }
}
