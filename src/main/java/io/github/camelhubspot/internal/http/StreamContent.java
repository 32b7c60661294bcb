package io.github.camelhubspot.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** A stream that is read once; its beginning can be looked at before. */
final class StreamContent implements HttpBody.Content {

    private final InputStream rest;
    private byte[] head = new byte[0];
    private boolean opened;

    StreamContent(InputStream rest) {
        this.rest = rest;
    }

    @Override
    public byte[] head(int most) throws IOException {
        if (opened) {
            throw readBefore();
        }
        if (head.length < most) {
            byte[] more = rest.readNBytes(most - head.length);
            byte[] longer = Arrays.copyOf(head, head.length + more.length);
            System.arraycopy(more, 0, longer, head.length, more.length);
            head = longer;
        }
        return head.length == most ? head : Arrays.copyOf(head, Math.min(most, head.length));
    }

    @Override
    public InputStream open() throws IOException {
        if (opened) {
            throw readBefore();
        }
        opened = true;
        return head.length == 0 ? rest : new SequenceInputStream(new ByteArrayInputStream(head), rest);
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
        rest.close();
    }

    private static IOException readBefore() {
        return new IOException("the stream of the message body was read before and cannot be read again");
    }
}
