package io.github.camelhubspot.client.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.entity.mime.MultipartPartBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** Request bodies as entities of HttpClient. */
final class Entities {

    /** HttpClient's own constant claims ISO-8859-1, which a server would take for the encoding of file names. */
    private static final ContentType FORM = ContentType.create("multipart/form-data");

    private Entities() {
    }

    /**
     * @param  progress    called for each piece that was written
     * @param  abort       closes the connection
     * @throws IOException if the size of the body cannot be found out
     */
    static HttpEntity of(HttpBody body, Runnable progress, Runnable abort) throws IOException {
        if (body instanceof HttpBody.Bytes bytes) {
            return new ByteArrayEntity(bytes.content(), ContentType.parse(bytes.contentType()));
        }
        // strict mode writes the headers as they are given
        MultipartEntityBuilder form = MultipartEntityBuilder.create().setMode(HttpMultipartMode.STRICT)
                .setContentType(FORM);
        for (HttpBody.Part part : ((HttpBody.Multipart) body).parts()) {
            form.addPart(MultipartPartBuilder.create(new PartBody(part))
                    .addHeader("Content-Disposition", disposition(part)).build());
        }
        return new Watched(form.build(), progress, abort);
    }

    /**
     * A file name goes out in plain UTF-8 as browsers and curl send it: HubSpot compares it with the one in the import
     * request, and HttpClient's own modes would write it percent-encoded or lose its umlauts. HttpClient writes header text
     * as ISO-8859-1, one byte a character, hence the detour.
     */
    private static String disposition(HttpBody.Part part) {
        String value = "form-data; name=\"" + part.name() + '"'
                + (part.fileName() == null ? "" : "; filename=\"" + part.fileName() + '"');
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static final class PartBody extends AbstractContentBody {

        private static final int BUFFER = 16 * 1024;

        private final HttpBody.Part part;
        private final long length;

        PartBody(HttpBody.Part part) throws IOException {
            super(ContentType.parse(part.contentType()));
            this.part = part;
            this.length = part.content().length();
        }

        @Override
        public String getFilename() {
            return part.fileName();
        }

        @Override
        public long getContentLength() {
            return length;
        }

        /** A file that grows meanwhile is sent as long as it was: the request says its length before. */
        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] buffer = new byte[BUFFER];
            long left = length < 0 ? Long.MAX_VALUE : length;
            try (InputStream in = read(part.content()::open)) {
                while (left > 0) {
                    int most = (int) Math.min(buffer.length, left);
                    int count = read(() -> in.read(buffer, 0, most));
                    if (count < 0) {
                        break;
                    }
                    out.write(buffer, 0, count);
                    left -= count;
                }
            }
            if (length >= 0 && left > 0) {
                throw new UnreadableException(name() + " became shorter while it was sent", null);
            }
        }

        private <T> T read(Callable<T> reading) throws UnreadableException {
            try {
                return reading.call();
            } catch (Exception e) {
                throw new UnreadableException(name() + " cannot be read: " + e.getMessage(), e);
            }
        }

        private String name() {
            return part.fileName() == null ? part.name() : "file " + part.fileName();
        }
    }

    /** What is to be sent cannot be read. */
    static final class UnreadableException extends IOException {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Tells of each piece that was written. If the content ends in an error, the connection is closed at once: HttpClient
     * would write the end of the last chunk first, and the server would take a part of a file for all of it.
     */
    private static final class Watched extends HttpEntityWrapper {

        private final Runnable progress;
        private final Runnable abort;

        Watched(HttpEntity entity, Runnable progress, Runnable abort) {
            super(entity);
            this.progress = progress;
            this.abort = abort;
        }

        @Override
        public void writeTo(OutputStream target) throws IOException {
            try {
                super.writeTo(new FilterOutputStream(target) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        out.write(bytes, offset, length);
                        progress.run();
                    }
                });
            } catch (UnreadableException e) {
                abort.run();
                throw e;
            }
        }
    }
}
