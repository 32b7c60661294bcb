package io.github.camelhubspot.client.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

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
        if (head.length == 0) {
            head = rest.readNBytes(most);
        }
        return head;
    }

    @Override
    public InputStream open() throws IOException {
        if (opened) {
            throw new IOException("the stream of the message body was read before and cannot be read again");
        }
        opened = true;
        return head.length == 0 ? rest : new SequenceInputStream(new ByteArrayInputStream(head), rest);
    }

    @Override
    public long length() {
        return -1;
    }
}
