package io.github.camelhubspot.component;

import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** Makes of a message's body what the client room understands, which knows nothing of Camel's types. */
@FunctionalInterface
public interface BodyReader {

    /** A body that stands for JSON: files and cached streams are opened, all else is taken as it is. */
    BodyReader JSON = exchange -> {
        Object body = exchange.getMessage().getBody();
        boolean readable = body instanceof InputStream || body instanceof Reader;
        return !readable && (body instanceof WrappedFile<?> || body instanceof File || body instanceof Path
                || body instanceof StreamCache)
                        ? exchange.getContext().getTypeConverter().mandatoryConvertTo(InputStream.class, exchange, body) : body;
    };

    Object read(Exchange exchange) throws Exception;
}
