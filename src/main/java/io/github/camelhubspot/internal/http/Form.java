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

/** A form as it is on the wire: multipart/form-data, framed here so that both transports send the same. */
public final class Form {

    private static final int UNKNOWN = -1;

    private final String boundary = "hubspot-" + UUID.randomUUID();
    private final List<Section> sections = new ArrayList<>();

    /** Some bytes of the form; length -1 if it is not known. */
    private record Section(String name, long length, Callable<InputStream> source) {
    }

    /** @throws UnreadableException if the size of a part cannot be found out */
    public Form(HttpBody.Multipart body) throws UnreadableException {
        for (HttpBody.Part part : body.parts()) {
            String name = part.fileName() == null ? part.name() : "file " + part.fileName();
            frame("--" + boundary + "\r\n" + disposition(part) + "Content-Type: " + part.contentType() + "\r\n\r\n");
            sections.add(new Section(name, read(name, part.content()::length), part.content()::open));
            frame("\r\n");
        }
        frame("--" + boundary + "--\r\n");
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Number of bytes, -1 if it is not known. */
    public long length() {
        return sections.stream().anyMatch(section -> section.length() == UNKNOWN) ? UNKNOWN
                : sections.stream().mapToLong(Section::length).sum();
    }

    /** The bytes, each part opened when its turn comes; fails with {@link UnreadableException}. */
    public InputStream open() {
        return new Bytes(sections.iterator());
    }

    /**
     * A file name goes out in plain UTF-8 as browsers and curl send it: HubSpot compares it with the one in the import
     * request.
     */
    private static String disposition(HttpBody.Part part) {
        return "Content-Disposition: form-data; name=\"" + part.name() + '"'
                + (part.fileName() == null ? "" : "; filename=\"" + part.fileName() + '"') + "\r\n";
    }

    private void frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sections.add(new Section("frame", bytes.length, () -> new ByteArrayInputStream(bytes)));
    }

    private static <T> T read(String name, Callable<T> reading) throws UnreadableException {
        try {
            return reading.call();
        } catch (Throwable e) { // also an Error: a request that ends here must not look complete
            throw new UnreadableException(name + " cannot be read: " + FailureTexts.describe(e), e);
        }
    }

    /**
     * A file that grows meanwhile is sent as long as it was: the request says its length before. A read after a failure fails
     * again, so that nothing can take what comes behind it for the rest of the request.
     */
    private static final class Bytes extends InputStream {

        private final Iterator<Section> sections;
        private Section section;
        private InputStream in;
        private long left;
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
                return next(bytes, offset, length);
            } catch (UnreadableException e) {
                failure = e;
                throw e;
            }
        }

        private int next(byte[] bytes, int offset, int length) throws IOException {
            while (in != null || sections.hasNext()) {
                if (in == null) {
                    section = sections.next();
                    in = Form.read(section.name(), section.source());
                    left = section.length() == UNKNOWN ? Long.MAX_VALUE : section.length();
                }
                int most = (int) Math.min(length, left);
                int count = most == 0 ? -1 : Form.read(section.name(), () -> in.read(bytes, offset, most));
                if (count >= 0) {
                    left -= count;
                    return count;
                }
                if (section.length() != UNKNOWN && left > 0) {
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
