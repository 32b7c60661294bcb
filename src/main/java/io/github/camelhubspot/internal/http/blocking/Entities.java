package io.github.camelhubspot.internal.http.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.github.camelhubspot.internal.http.Form;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.http.UnreadableException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Converts request bodies to entities of HttpClient's blocking client. */
final class Entities {

    private Entities() {
    }

    /**
     * @param  progress            called after each piece is written
     * @param  abort               closes the connection
     * @throws UnreadableException if the size of the body cannot be determined
     */
    static HttpEntity of(HttpBody body, Runnable progress, Runnable abort) throws UnreadableException {
        return body instanceof HttpBody.Bytes bytes
                ? new ByteArrayEntity(bytes.content(), ContentType.parse(bytes.contentType()))
                : new FormEntity(new Form((HttpBody.Multipart) body), progress, abort);
    }

    /**
     * Writes a form and reports progress after each piece. If reading the content fails, it closes the connection at once:
     * otherwise HttpClient would write the final chunk, and the server would accept a part of a file as the whole file.
     */
    private static final class FormEntity extends AbstractHttpEntity {

        private static final int BUFFER_SIZE = 16 * 1024;

        private final Form form;
        private final Runnable progress;
        private final Runnable abort;

        FormEntity(Form form, Runnable progress, Runnable abort) {
            super(form.contentType(), null, form.length() < 0);
            this.form = form;
            this.progress = progress;
            this.abort = abort;
        }

        @Override
        public long getContentLength() {
            return form.length();
        }

        @Override
        public InputStream getContent() {
            return form.open();
        }

        @Override
        public boolean isStreaming() {
            return true;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] buffer = new byte[BUFFER_SIZE];
            try (InputStream in = form.open()) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    out.write(buffer, 0, count);
                    progress.run();
                }
            } catch (UnreadableException | RuntimeException | Error e) {
                abort.run();
                throw e;
            }
        }

        @Override
        public void close() {
            // writeTo() and the callers of getContent() close the streams
        }
    }
}
