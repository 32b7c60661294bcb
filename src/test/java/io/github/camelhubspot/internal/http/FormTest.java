package io.github.camelhubspot.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The bytes of a form with a file. */
class FormTest {

    private static Form form(HttpBody.Content content) throws IOException {
        return new Form(new HttpBody.Multipart(List.of(new HttpBody.Part("files", "contacts.csv", "text/csv", content))));
    }

    /** Content of unknown length. */
    private static HttpBody.Content content(InputStream stream) {
        return HttpBody.Content.of(stream);
    }

    @Test
    void aFileStandsBetweenItsFrames() throws IOException {
        Form form = form(HttpBody.Content.of("email\n".getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = form.open().readAllBytes();
        assertThat(form.length()).isEqualTo(bytes.length);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("filename=\"contacts.csv\"", "\r\n\r\nemail\n\r\n--");
    }

    @Test
    void aReadAfterAFailureFailsAgainInsteadOfGoingOnBehindTheFile() throws IOException {
        InputStream bytes = form(content(new InputStream() {
            private boolean broken;

            @Override
            public int read() throws IOException {
                if (broken) {
                    return -1;
                }
                broken = true;
                throw new IOException("the disk is gone");
            }
        })).open();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(bytes::readAllBytes).isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("file contacts.csv cannot be read").hasMessageContaining("the disk is gone");
        }
    }

    @Test
    void aFileThatCannotBeOpenedIsNoEmptyFile() throws IOException {
        InputStream bytes = form(new HttpBody.Content() {
            @Override
            public InputStream open() throws IOException {
                throw new IOException("no such file");
            }

            @Override
            public long length() {
                return -1;
            }
        }).open();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(bytes::readAllBytes).isInstanceOf(UnreadableException.class).hasMessageContaining("no such file");
        }
    }
}
