package io.github.camelhubspot.imports;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.client.ImportFile;
import io.github.camelhubspot.client.ImportStart;
import io.github.camelhubspot.client.http.HttpBody.Content;
import io.github.camelhubspot.component.BodyReader;
import jakarta.activation.DataHandler;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.attachment.AttachmentMessage;

/**
 * Finds the files of a message: its body, a list of bodies, or its attachments. Files are opened when they are sent and never
 * held in memory.
 */
final class ImportBodyReader implements BodyReader {

    @Override
    public Object read(Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Map<?, ?> map && map.containsKey("files")) {
            return new ImportStart(payloadFiles(exchange, map.get("files")), map.get("importRequest"));
        }
        List<ImportFile> files = new ArrayList<>();
        if (body instanceof Collection<?> bodies) {
            for (Object element : bodies) {
                files.add(file(exchange, element, null));
            }
        } else if (body instanceof Object[] bodies) {
            for (Object element : Arrays.asList(bodies)) {
                files.add(file(exchange, element, null));
            }
        } else if (body != null && !"".equals(body)) {
            files.add(file(exchange, body, exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class)));
        }
        if (files.isEmpty()) {
            files.addAll(attachments(exchange));
        }
        return files.isEmpty() ? null : new ImportStart(files, null);
    }

    private static ImportFile file(Exchange exchange, Object body, String nameOtherwise) throws Exception {
        if (body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file) {
            return new ImportFile(file.getName(), Content.of(file.toPath()));
        }
        if (body instanceof File file) {
            return new ImportFile(file.getName(), Content.of(file.toPath()));
        }
        if (body instanceof Path path) {
            return new ImportFile(path.getFileName().toString(), Content.of(path));
        }
        if (body instanceof byte[] bytes) {
            return new ImportFile(nameOtherwise, Content.of(bytes));
        }
        if (body instanceof CharSequence text) {
            return new ImportFile(nameOtherwise, Content.of(text.toString().getBytes(StandardCharsets.UTF_8)));
        }
        if (body instanceof StreamCache cache && !(body instanceof InputStream)) {
            cache.reset();
        }
        String name = body instanceof WrappedFile<?> ? exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class)
                : nameOtherwise;
        InputStream stream = body instanceof InputStream in ? in : body == null || body instanceof Map<?, ?> ? null
                : exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, body);
        if (stream == null) {
            throw new IllegalArgumentException((body == null ? "null" : "a " + body.getClass().getName())
                    + " is not a file: use a File, Path, stream, bytes or text, or a list of those");
        }
        return new ImportFile(name, Content.of(stream));
    }

    private static List<ImportFile> attachments(Exchange exchange) {
        List<ImportFile> files = new ArrayList<>();
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        if (message != null && message.hasAttachments()) {
            for (Map.Entry<String, DataHandler> attachment : message.getAttachments().entrySet()) {
                DataHandler data = attachment.getValue();
                files.add(new ImportFile(data.getName() == null ? attachment.getKey() : data.getName(), attached(data)));
            }
        }
        return files;
    }

    private static Content attached(DataHandler data) {
        return new Content() {
            @Override
            public InputStream open() throws IOException {
                return data.getInputStream();
            }

            @Override
            public long length() {
                return -1;
            }
        };
    }

    /** HubSpot's own payload shape, as its connectors take it: {@code files} with {@code fileContent} and {@code fileName}. */
    private static List<ImportFile> payloadFiles(Exchange exchange, Object value) throws Exception {
        List<ImportFile> files = new ArrayList<>();
        for (Object element : value instanceof Collection<?> list ? list : Collections.singletonList(value)) {
            if (element instanceof Map<?, ?> map && map.get("fileContent") != null) {
                Object name = map.get("fileName");
                files.add(file(exchange, map.get("fileContent"), name == null ? null : name.toString()));
            } else {
                files.add(file(exchange, element, null));
            }
        }
        return files;
    }
}
