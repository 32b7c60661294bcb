package io.github.camelhubspot.component;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;

import io.github.camelhubspot.client.http.HttpBody.Content;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;

/** Makes of a message's body what the client room understands, which knows nothing of Camel's types. */
@FunctionalInterface
public interface BodyReader {

    /** A body that stands for JSON. A file is opened when the operation needs it, and not before. */
    BodyReader JSON = exchange -> {
        Object body = exchange.getMessage().getBody();
        if (body instanceof WrappedFile<?> wrapped && !(wrapped.getFile() instanceof File)) {
            return exchange.getContext().getTypeConverter().mandatoryConvertTo(InputStream.class, exchange, body);
        }
        Object file = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        return file instanceof File known ? Content.of(known.toPath()) : file instanceof Path path ? Content.of(path) : body;
    };

    /** @throws IllegalArgumentException if the body is not one that the operation takes; the message says why */
    Object read(Exchange exchange) throws Exception;
}
