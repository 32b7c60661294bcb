package io.github.camelhubspot.internal.http.blocking;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Limits the size of a response head, of trailers and of the lines between chunks. Without limits, a server that sends endless
 * headers would exhaust the memory.
 */
final class HeadLimits {

    /** Maximum bytes of all lines of the head together. */
    static final int MAX_HEAD = 64 * 1024;
    /** Maximum bytes of one line of the head or a trailer, or of a chunk header. */
    static final int MAX_LINE = 16 * 1024;
    static final int MAX_HEADERS = 200;

    static final Http1Config HTTP1 = Http1Config.custom().setMaxLineLength(MAX_LINE).setMaxHeaderCount(MAX_HEADERS).build();

    private HeadLimits() {
    }

    /** Parses a head of limited size. The limit includes a buffer, because the parser may have read ahead into the body. */
    static final class Parser extends DefaultHttpResponseParser {

        Parser() {
            super(HTTP1);
        }

        @Override
        public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
            return super.parse(buffer, new LimitedStream(in, MAX_HEAD + HTTP1.getBufferSize()));
        }
    }

    private static final class LimitedStream extends FilterInputStream {

        private int remaining;

        LimitedStream(InputStream in, int limit) {
            super(in);
            this.remaining = limit;
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException("HttpCore reads arrays");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            remaining -= Math.max(0, count);
            if (remaining < 0) {
                throw new MessageConstraintException("the head of the answer is longer than " + MAX_HEAD + " bytes");
            }
            return count;
        }
    }
}
