package io.github.camelhubspot.internal.component;

import java.io.InputStream;
import java.io.Reader;

import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.support.Utf8Stream;
import org.apache.camel.Exchange;

/** Makes of a message's body what the client room understands, which knows nothing of Camel's types. */
@FunctionalInterface
public interface BodyReader {

    /** A body that stands for JSON. A local file is opened when the operation needs it, and not before. */
    BodyReader JSON = exchange -> {
        Object body = exchange.getMessage().getBody();
        ImportFile file = body instanceof Reader ? null : MessageFiles.of(exchange, body, null);
        if (file != null && file.charset() != null) {
            return Utf8Stream.content(file.content(), file.charset());
        }
        return file == null || body instanceof byte[] || body instanceof InputStream ? body : file.content();
    };

    /** @throws IllegalArgumentException if the body is not one that the operation takes; the message says why */
    Object read(Exchange exchange) throws Exception;
}
