package io.github.camelhubspot.internal.component;

import java.io.InputStream;
import java.io.Reader;

import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.support.Utf8Stream;
import org.apache.camel.Exchange;

/** Converts the body of a message to a type that the client knows, which is independent of Camel. */
@FunctionalInterface
public interface BodyReader {

    /** Reads a body that contains JSON. A local file is opened only when the operation needs it. */
    BodyReader JSON = exchange -> {
        Object body = exchange.getMessage().getBody();
        ImportFile file = body instanceof Reader ? null : MessageFiles.of(exchange, body, null);
        if (file != null && file.charset() != null) {
            return Utf8Stream.content(file.content(), file.charset());
        }
        return file == null || body instanceof byte[] || body instanceof InputStream ? body : file.content();
    };

    /** @throws IllegalArgumentException if the operation does not accept the body; the message says why */
    Object read(Exchange exchange) throws Exception;

    /** Closes the streams of a body that is not sent, because a header is not acceptable. By default there are none. */
    default void discard(Object body) {
    }
}
