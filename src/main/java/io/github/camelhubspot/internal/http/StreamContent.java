package io.github.camelhubspot.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** The content of a stream, which can be opened once. {@link #head} buffers the first bytes, so that they can be read before. */
final class StreamContent implements HttpBody.Content {

    private final InputStream stream;
    private byte[] head = new byte[0];
    private boolean opened;

    StreamContent(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public byte[] head(int most) throws IOException {
        if (opened) {
            throw alreadyRead();
        }
        if (head.length < most) {
            byte[] more = stream.readNBytes(most - head.length);
            byte[] longer = Arrays.copyOf(head, head.length + more.length);
            System.arraycopy(more, 0, longer, head.length, more.length);
            head = longer;
        }
        return head.length == most ? head : Arrays.copyOf(head, Math.min(most, head.length));
    }

    @Override
    public InputStream open() throws IOException {
        if (opened) {
            throw alreadyRead();
        }
        opened = true;
        return head.length == 0 ? stream : new SequenceInputStream(new ByteArrayInputStream(head), stream);
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static IOException alreadyRead() {
        return new IOException("the stream of the message body was read before and cannot be read again");
    }
}
