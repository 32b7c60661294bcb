package io.github.camelhubspot.internal.component;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;

import io.github.camelhubspot.internal.http.HttpBody.Content;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.support.Utf8Stream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.PluginHelper;

/**
 * Reads the files of a message: file objects, paths, streams, readers and bytes, with the charset that Camel states for them. A
 * reader has decoded its text already, so the file is UTF-8.
 */
public final class MessageFiles {

    private MessageFiles() {
    }

    /**
     * Returns a value as a file.
     *
     * @param  defaultName name of a value that has none; may be {@code null}
     * @return             {@code null} if the value is not one of these types
     * @throws IllegalArgumentException if the charset is not known
     */
    public static ImportFile of(Exchange exchange, Object value, String defaultName) throws Exception {
        if (value instanceof WrappedFile<?> wrapped) {
            Charset charset = charset(property(exchange, wrapped, "charset"), exchange);
            if (wrapped.getFile() instanceof File file) {
                return new ImportFile(file.getName(), Content.of(file.toPath()), charset);
            }
            String name = property(exchange, wrapped, "fileNameOnly");
            return new ImportFile(name == null ? defaultName : name, Content.of(exchange.getContext().getTypeConverter()
                    .mandatoryConvertTo(InputStream.class, exchange, wrapped)), charset);
        }
        if (value instanceof File file) {
            return new ImportFile(file.getName(), Content.of(file.toPath()), charset(null, exchange));
        }
        if (value instanceof Path path) {
            return new ImportFile(String.valueOf(path.getFileName()), Content.of(path), charset(null, exchange));
        }
        if (value instanceof byte[] bytes) {
            return new ImportFile(defaultName, Content.of(bytes), charset(null, exchange));
        }
        if (value instanceof Reader reader) {
            return new ImportFile(defaultName, value instanceof StreamCache cache
                    ? cached(cache, -1, () -> new Utf8Stream(reader)) : Content.of(new Utf8Stream(reader)), null);
        }
        if (value instanceof InputStream stream) {
            return new ImportFile(defaultName, value instanceof StreamCache cache
                    ? cached(cache, cache.length(), () -> stream) : Content.of(stream), charset(null, exchange));
        }
        return null;
    }

    @FunctionalInterface
    private interface Opening {
        InputStream open() throws IOException;
    }

    /** Returns the content of a cached stream, which can be reset and read again even after it was closed. */
    private static Content cached(StreamCache cache, long length, Opening opening) {
        return new Content() {
            @Override
            public InputStream open() throws IOException {
                cache.reset();
                return opening.open();
            }

            @Override
            public long length() {
                return length > 0 ? length : -1; // Camel reports 0 for an unknown length
            }
        };
    }

    private static Charset charset(String own, Exchange exchange) {
        return charset(own != null ? own : ExchangeHelper.getCharsetName(exchange, false));
    }

    /**
     * Returns a charset by its name, or {@code null} for UTF-8 and for no name.
     *
     * @throws IllegalArgumentException if the charset is not known
     */
    public static Charset charset(String name) {
        try {
            Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
            return charset.equals(StandardCharsets.UTF_8) ? null : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException("the charset '" + name + "' of the body (header or property CamelCharsetName, or"
                    + " content type) is not one that this Java knows", e);
        }
    }

    /** Reads a bean property of a file of camel-file or a remote component. By name, because camel-file is optional. */
    private static String property(Exchange exchange, WrappedFile<?> file, String name) {
        Object value = PluginHelper.getBeanIntrospection(exchange.getContext()).getOrElseProperty(file, name, null, false);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }
}
