package io.github.camelhubspot.internal.importfile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import io.github.camelhubspot.internal.http.HttpBody;

/** A file without its byte order mark that is checked while it is sent, if it could not be checked before. */
final class PreparedContent implements HttpBody.Content {

    private static final byte[] BOM = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

    /** Receives the bytes while they are sent; an exception aborts the upload. */
    interface Guard {

        void read(byte[] bytes, int offset, int length);

        void end();
    }

    private final HttpBody.Content content;
    private final int skipped;
    private final Guard guard;

    /**
     * @param skipped number of bytes to leave out at the beginning
     * @param guard   {@code null} if the file is already checked
     */
    PreparedContent(HttpBody.Content content, int skipped, Guard guard) {
        this.content = content;
        this.skipped = skipped;
        this.guard = guard;
    }

    /** Returns the length of the byte order mark at the beginning; 0 if there is none. */
    static int bom(byte[] head) {
        return head.length >= BOM.length && Arrays.equals(BOM, Arrays.copyOf(head, BOM.length)) ? BOM.length : 0;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream in = content.open();
        in.skipNBytes(skipped);
        return guard == null ? in : new Guarded(in, guard);
    }

    @Override
    public long length() throws IOException {
        long length = content.length();
        return length < 0 ? length : Math.max(0, length - skipped);
    }

    @Override
    public byte[] head(int limit) throws IOException {
        byte[] head = content.head(limit + skipped);
        return Arrays.copyOfRange(head, Math.min(skipped, head.length), head.length);
    }

    @Override
    public boolean repeatable() {
        return content.repeatable();
    }

    private static final class Guarded extends FilterInputStream {

        private final Guard guard;

        Guarded(InputStream in, Guard guard) {
            super(in);
            this.guard = guard;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count < 0) {
                guard.end();
            } else {
                guard.read(bytes, offset, count);
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 8192)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
