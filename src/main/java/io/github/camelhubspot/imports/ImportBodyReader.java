package io.github.camelhubspot.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.component.BodyReader;
import io.github.camelhubspot.internal.component.MessageFiles;
import io.github.camelhubspot.internal.http.HttpBody.Content;
import io.github.camelhubspot.internal.importfile.ImportStart;
import io.github.camelhubspot.internal.parameter.ImportFile;
import jakarta.activation.DataHandler;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConverter;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.util.IOHelper;

/**
 * Finds the files of a message: its body, a list of bodies, or its attachments. Files are opened when they are sent and never
 * kept in memory.
 */
final class ImportBodyReader implements BodyReader {

    @Override
    public Object read(Exchange exchange) throws Exception {
        ImportStart start = new ImportStart(new ArrayList<>(), null);
        try {
            return read(exchange, start.files());
        } catch (Exception e) {
            start.close();
            throw e;
        }
    }

    @Override
    public void discard(Object body) {
        if (body instanceof ImportStart start) {
            start.close();
        }
    }

    /** @param files receives the files in order, also when a later one fails */
    private static ImportStart read(Exchange exchange, List<ImportFile> files) throws Exception {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Map<?, ?> map && map.containsKey("files")) {
            payloadFiles(exchange, map.get("files"), files);
            return new ImportStart(files, map.get("importRequest"));
        }
        if (body instanceof Collection<?> || body instanceof Object[]) {
            for (Object element : body instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) body) {
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

    private static ImportFile file(Exchange exchange, Object body, String defaultName) throws Exception {
        if (body instanceof CharSequence text) {
            return text(text, defaultName);
        }
        ImportFile file = MessageFiles.of(exchange, body, defaultName);
        if (file != null) {
            return file;
        }
        if (body instanceof StreamCache cache) {
            cache.reset();
        }
        // a Reader first: as a stream, Camel would encode text in the charset that the exchange states for files
        Object converted = body == null || body instanceof Map<?, ?> ? null : converted(exchange, body);
        if (converted == null) {
            throw new IllegalArgumentException((body == null ? "null" : "a " + body.getClass().getName())
                    + " is not a file: use a File, Path, stream, bytes or text, or a list of those");
        }
        return MessageFiles.of(exchange, converted, defaultName);
    }

    private static Object converted(Exchange exchange, Object body) {
        TypeConverter converter = exchange.getContext().getTypeConverter();
        Reader reader = converter.tryConvertTo(Reader.class, exchange, body);
        return reader != null ? reader : converter.tryConvertTo(InputStream.class, exchange, body);
    }

    private static ImportFile text(CharSequence text, String name) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return new ImportFile(name, Content.of(Arrays.copyOf(bytes.array(), bytes.limit())), null);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text of the body has half a character (an unpaired surrogate), which"
                    + " UTF-8 cannot encode", e);
        }
    }

    private static List<ImportFile> attachments(Exchange exchange) {
        List<ImportFile> files = new ArrayList<>();
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        if (message != null && message.hasAttachments()) {
            for (Map.Entry<String, DataHandler> attachment : message.getAttachments().entrySet()) {
                DataHandler data = attachment.getValue();
                files.add(new ImportFile(data.getName() == null ? attachment.getKey() : data.getName(), attached(data),
                        MessageFiles.charset(IOHelper.getCharsetNameFromContentType(data.getContentType()))));
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

    /** Reads the payload shape of HubSpot's connectors: {@code files} with {@code fileContent} and {@code fileName}. */
    private static void payloadFiles(Exchange exchange, Object value, List<ImportFile> files) throws Exception {
        for (Object element : value instanceof Collection<?> list ? list : Collections.singletonList(value)) {
            if (element instanceof Map<?, ?> map && map.get("fileContent") != null) {
                Object name = map.get("fileName");
                files.add(file(exchange, map.get("fileContent"), name == null ? null : name.toString()));
            } else {
                files.add(file(exchange, element, null));
            }
        }
    }
}
