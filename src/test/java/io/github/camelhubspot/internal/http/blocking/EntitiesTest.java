package io.github.camelhubspot.internal.http.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.http.UnreadableException;
import org.apache.hc.core5.http.HttpEntity;
import org.junit.jupiter.api.Test;

/** Forms as HttpClient writes them. */
class EntitiesTest {

    private static HttpBody form(HttpBody.Content content) {
        return new HttpBody.Multipart(List.of(new HttpBody.Part("files", "größe.csv", "text/csv", content)));
    }

    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("gone");
        }
    }

    @Test
    void aSourceThatBreaksClosesTheConnectionBeforeHttpClientEndsTheRequest() throws IOException {
        AtomicBoolean aborted = new AtomicBoolean();
        HttpEntity entity = Entities.of(form(HttpBody.Content.of(new Broken())), () -> {
        }, () -> aborted.set(true));
        assertThatThrownBy(() -> entity.writeTo(new ByteArrayOutputStream())).isInstanceOf(UnreadableException.class)
                .hasMessage("file größe.csv cannot be read: gone");
        assertThat(aborted).isTrue();
    }

    @Test
    void aConnectionThatBreaksIsNotTakenForASourceThatDoes() throws IOException {
        AtomicBoolean aborted = new AtomicBoolean();
        HttpEntity entity = Entities.of(form(HttpBody.Content.of(new byte[] { 1 })), () -> {
        }, () -> aborted.set(true));
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("connection gone");
            }
        };
        assertThatThrownBy(() -> entity.writeTo(broken)).isInstanceOf(IOException.class).hasMessage("connection gone")
                .isNotInstanceOf(UnreadableException.class);
        assertThat(aborted).isFalse();
    }

    @Test
    void namesGoOutInPlainUtf8AndTheLengthIsKnown() throws IOException {
        HttpEntity entity = Entities.of(form(HttpBody.Content.of("a".getBytes(StandardCharsets.UTF_8))), () -> {
        }, () -> {
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entity.writeTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Content-Disposition: form-data; name=\"files\"; filename=\"größe.csv\"\r\n")
                .containsOnlyOnce("Content-Type: text/csv\r\n").contains("\r\n\r\na\r\n--");
        assertThat(entity.getContentLength()).isEqualTo(out.size());
        assertThat(entity.getContentType()).startsWith("multipart/form-data; boundary=").doesNotContain("charset");
    }
}
