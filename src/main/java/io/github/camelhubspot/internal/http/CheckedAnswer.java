package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A response with a decompressed body of at most {@code maxSize} bytes. The limit applies after decompression, because a
 * small compressed response can expand to any size.
 */
public record CheckedAnswer(HttpAnswer raw, long maxSize) implements HttpAnswer {

    @Override
    public int status() {
        return raw.status();
    }

    @Override
    public String header(String name) {
        return raw.header(name);
    }

    @Override
    public InputStream body() {
        return new Body(this);
    }

    /** Returns the failure for a response that is longer than {@code maxSize} bytes. */
    public static IOException tooLong(long maxSize) {
        return new IOException("the answer is longer than the " + maxSize + " bytes that maxResponseSize allows");
    }

    private long declaredLength() {
        String length = header("Content-Length");
        try {
            return length == null ? -1 : Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            return -1; // the HTTP client has already validated the header
        }
    }

    private InputStream decode() throws IOException {
        if (declaredLength() > maxSize) {
            throw tooLong(maxSize);
        }
        String encoding = header("Content-Encoding");
        if (encoding == null || encoding.isBlank() || "identity".equalsIgnoreCase(encoding.trim())) {
            return raw.body();
        }
        return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> decompress(raw.body());
            default -> throw new IOException("the answer has the encoding " + encoding + ", which was not asked for");
        };
    }

    /** Returns an empty stream for an empty body: a response without a body may still name an encoding. */
    private static InputStream decompress(InputStream body) throws IOException {
        PushbackInputStream in = new PushbackInputStream(body, 1);
        int first = in.read();
        if (first < 0) {
            return in;
        }
        in.unread(first);
        return new GZIPInputStream(in, 8 * 1024);
    }

    /** Checks length and encoding on the first read, so that a response whose body is never read cannot fail because of it. */
    private static final class Body extends InputStream {

        private final CheckedAnswer answer;
        private InputStream in;
        private long remaining;

        Body(CheckedAnswer answer) {
            this.answer = answer;
            this.remaining = answer.maxSize();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (in == null) {
                in = answer.decode();
            }
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                remaining -= count;
                if (remaining < 0) {
                    throw tooLong(answer.maxSize());
                }
            }
            return count;
        }

        @Override
        public int available() throws IOException {
            return in == null ? 0 : in.available();
        }
    }
}
