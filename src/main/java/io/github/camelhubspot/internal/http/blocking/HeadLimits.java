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
 * How long the head of an answer may be, its trailers and the lines between chunks: without limits, a server that never ends
 * one would fill the memory.
 */
final class HeadLimits {

    /** All lines together. */
    static final int MAX_HEAD = 64 * 1024;
    /** One line: of the head, of a trailer, or with the length of a chunk. */
    static final int MAX_LINE = 16 * 1024;
    static final int MAX_HEADERS = 200;

    static final Http1Config HTTP1 = Http1Config.custom().setMaxLineLength(MAX_LINE).setMaxHeaderCount(MAX_HEADERS).build();

    private HeadLimits() {
    }

    /** Reads a head up to its longest; what it has read ahead of the body counts, too. */
    static final class Parser extends DefaultHttpResponseParser {

        Parser() {
            super(HTTP1);
        }

        @Override
        public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
            return super.parse(buffer, new Bounded(in, MAX_HEAD + HTTP1.getBufferSize()));
        }
    }

    private static final class Bounded extends FilterInputStream {

        private int left;

        Bounded(InputStream in, int most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException("HttpCore reads arrays");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new MessageConstraintException("the head of the answer is longer than " + MAX_HEAD + " bytes");
            }
            return count;
        }
    }
}
