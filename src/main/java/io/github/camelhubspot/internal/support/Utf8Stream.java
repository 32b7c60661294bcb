package io.github.camelhubspot.internal.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.camelhubspot.internal.http.HttpBody;

/** Encodes text as UTF-8 while it is read. Not thread-safe. */
public final class Utf8Stream extends InputStream {

    private static final int CHARS = 8 * 1024;
    private static final int LONGEST_SEQUENCE = 4;

    private final Reader source;
    private final Charset charset;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPORT);
    private final CharBuffer chars = CharBuffer.allocate(CHARS).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(CHARS * 3).flip();
    private boolean ended;

    /** Closing the stream closes the source. */
    public Utf8Stream(Reader source) {
        this(source, null);
    }

    private Utf8Stream(Reader source, Charset charset) {
        this.source = source;
        this.charset = charset;
    }

    /**
     * Returns bytes of another charset as UTF-8. If the charset has one byte per character and the first character beyond ASCII
     * is encoded in UTF-8, the bytes are returned unchanged: Camel keeps the charset of a file on the exchange after the body
     * has been converted.
     */
    public static InputStream of(InputStream source, Charset charset) {
        return isSingleByte(charset) ? new Undecided(source, charset) : decoded(source, charset);
    }

    /** Returns content of another charset as UTF-8. It is repeatable if the original is. */
    public static HttpBody.Content content(HttpBody.Content content, Charset charset) throws IOException {
        if (!content.repeatable()) {
            return HttpBody.Content.of(of(content.open(), charset));
        }
        return new HttpBody.Content() {
            @Override
            public InputStream open() throws IOException {
                return of(content.open(), charset);
            }

            @Override
            public long length() {
                return -1;
            }
        };
    }

    private static Utf8Stream decoded(InputStream source, Charset charset) {
        return new Utf8Stream(new InputStreamReader(source, charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)), charset);
    }

    private static boolean isSingleByte(Charset charset) {
        return charset.canEncode() && charset.newEncoder().maxBytesPerChar() <= 1
                && Arrays.equals("{,\"Az".getBytes(charset), "{,\"Az".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count;
    }

    /** Encodes more characters if no bytes are left. Returns whether there are bytes. */
    private boolean fill() throws IOException {
        while (!bytes.hasRemaining() && !ended) {
            chars.compact();
            try {
                ended = source.read(chars) < 0;
                chars.flip();
                bytes.clear();
                CoderResult result = encoder.encode(chars, bytes, ended);
                if (result.isError()) {
                    result.throwException();
                }
                bytes.flip();
            } catch (CharacterCodingException e) {
                bytes.clear().flip();
                throw new IOException(charset == null ? "the text has half a character (an unpaired surrogate)"
                        : "it is not " + charset.name() + ", which Camel states as its charset (header or property"
                                + " CamelCharsetName, option charset of a file endpoint)", e);
            }
        }
        return bytes.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Returns ASCII bytes unchanged. The first other character decides which charset the rest has. */
    private static final class Undecided extends InputStream {

        private final PushbackInputStream source;
        private final Charset charset;
        private InputStream rest;

        Undecided(InputStream source, Charset charset) {
            this.source = new PushbackInputStream(source, CHARS);
            this.charset = charset;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (rest != null) {
                return rest.read(target, offset, length);
            }
            int count = source.read(target, offset, Math.min(length, CHARS - LONGEST_SEQUENCE));
            if (count < 0) {
                return count;
            }
            int ascii = 0;
            while (ascii < count && target[offset + ascii] >= 0) {
                ascii++;
            }
            if (ascii == count) {
                return count;
            }
            source.unread(target, offset + ascii, count - ascii);
            byte[] first = source.readNBytes(LONGEST_SEQUENCE);
            source.unread(first);
            rest = beginsWithUtf8(first) ? source : decoded(source, charset);
            return ascii > 0 ? ascii : rest.read(target, offset, length);
        }

        private static boolean beginsWithUtf8(byte[] bytes) {
            CharBuffer one = CharBuffer.allocate(1);
            CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), one, true);
            return !one.hasRemaining() || result.isOverflow();
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
