package io.github.camelhubspot.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Encodes a body as multipart/form-data. Both transports use it, so that they send the same bytes. */
public final class Form {

    private static final int UNKNOWN_LENGTH = -1;

    private final String boundary = "hubspot-" + UUID.randomUUID();
    private final List<Section> sections = new ArrayList<>();

    /** One range of bytes of the form; the length is -1 if it is unknown. */
    private record Section(String name, long length, Callable<InputStream> source) {
    }

    /** @throws UnreadableException if the size of a part cannot be determined */
    public Form(HttpBody.Multipart body) throws UnreadableException {
        for (HttpBody.Part part : body.parts()) {
            String name = part.fileName() == null ? part.name() : "file " + part.fileName();
            addFrame("--" + boundary + "\r\n" + disposition(part) + "Content-Type: " + part.contentType() + "\r\n\r\n");
            sections.add(new Section(name, read(name, part.content()::length), part.content()::open));
            addFrame("\r\n");
        }
        addFrame("--" + boundary + "--\r\n");
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Returns the number of bytes, or -1 if it is unknown. */
    public long length() {
        return sections.stream().anyMatch(section -> section.length() == UNKNOWN_LENGTH) ? UNKNOWN_LENGTH
                : sections.stream().mapToLong(Section::length).sum();
    }

    /** Returns the bytes. Opens each part when the stream reaches it; reads fail with {@link UnreadableException}. */
    public InputStream open() {
        return new Bytes(sections.iterator());
    }

    /**
     * Writes a file name in plain UTF-8, as browsers and curl do: HubSpot compares it with the file name in the import
     * request.
     */
    private static String disposition(HttpBody.Part part) {
        return "Content-Disposition: form-data; name=\"" + part.name() + '"'
                + (part.fileName() == null ? "" : "; filename=\"" + part.fileName() + '"') + "\r\n";
    }

    private void addFrame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sections.add(new Section("frame", bytes.length, () -> new ByteArrayInputStream(bytes)));
    }

    private static <T> T read(String name, Callable<T> operation) throws UnreadableException {
        try {
            return operation.call();
        } catch (Throwable e) { // also an Error: a request that ends here must not look complete to the server
            throw new UnreadableException(name + " cannot be read: " + FailureTexts.describe(e), e);
        }
    }

    /**
     * Reads one section after the other. Of a file that grows during the upload, only the declared length is sent, because
     * Content-Length is already fixed. Every read after a failure fails again, so that the next section cannot be sent in place
     * of the missing bytes.
     */
    private static final class Bytes extends InputStream {

        private final Iterator<Section> sections;
        private Section section;
        private InputStream in;
        private long remaining;
        private UnreadableException failure;

        Bytes(Iterator<Section> sections) {
            this.sections = sections;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (failure != null) {
                throw failure;
            }
            try {
                return readSections(bytes, offset, length);
            } catch (UnreadableException e) {
                failure = e;
                throw e;
            }
        }

        private int readSections(byte[] bytes, int offset, int length) throws IOException {
            while (in != null || sections.hasNext()) {
                if (in == null) {
                    section = sections.next();
                    in = Form.read(section.name(), section.source());
                    remaining = section.length() == UNKNOWN_LENGTH ? Long.MAX_VALUE : section.length();
                }
                int max = (int) Math.min(length, remaining);
                int count = max == 0 ? -1 : Form.read(section.name(), () -> in.read(bytes, offset, max));
                if (count >= 0) {
                    remaining -= count;
                    return count;
                }
                if (section.length() != UNKNOWN_LENGTH && remaining > 0) {
                    throw new UnreadableException(section.name() + " became shorter while it was sent", null);
                }
                close();
            }
            return -1;
        }

        @Override
        public void close() throws IOException {
            InputStream open = in;
            in = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
