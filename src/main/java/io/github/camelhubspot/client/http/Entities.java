package io.github.camelhubspot.client.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

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

    private Entities() {
    }

    static HttpEntity of(HttpBody body, Runnable progress) {
        if (body instanceof HttpBody.Bytes bytes) {
            return new ByteArrayEntity(bytes.content(), ContentType.parse(bytes.contentType()));
        }
        // strict mode writes the headers as they are given
        MultipartEntityBuilder form = MultipartEntityBuilder.create().setMode(HttpMultipartMode.STRICT)
                .setContentType(ContentType.MULTIPART_FORM_DATA);
        for (HttpBody.Part part : ((HttpBody.Multipart) body).parts()) {
            form.addPart(MultipartPartBuilder.create(new PartBody(part))
                    .addHeader("Content-Disposition", disposition(part)).build());
        }
        return new Watched(form.build(), progress);
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

        private final HttpBody.Part part;

        PartBody(HttpBody.Part part) {
            super(ContentType.parse(part.contentType()));
            this.part = part;
        }

        @Override
        public String getFilename() {
            return part.fileName();
        }

        @Override
        public long getContentLength() {
            return part.content().length();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = part.content().open()) {
                in.transferTo(out);
            }
        }
    }

    /** Tells of each piece that was written. */
    private static final class Watched extends HttpEntityWrapper {

        private final Runnable progress;

        Watched(HttpEntity entity, Runnable progress) {
            super(entity);
            this.progress = progress;
        }

        @Override
        public void writeTo(OutputStream target) throws IOException {
            super.writeTo(new FilterOutputStream(target) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length);
                    progress.run();
                }
            });
        }
    }
}
