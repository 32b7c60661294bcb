package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.hc.core5.http.nio.CapacityChannel;

/** The body of an answer as it comes in, kept for its reader. */
final class Inflow {

    private static final int BLOCK = 8 * 1024;

    private final LargeAnswers largeAnswers;
    private final Runnable granted = this::granted;
    private final Deque<ByteBuffer> blocks = new ArrayDeque<>();
    private long size;
    private int consumed;
    private CapacityChannel channel;
    private boolean asked;
    private boolean mayGrow;
    private boolean closed;

    Inflow(LargeAnswers largeAnswers) {
        this.largeAnswers = largeAnswers;
    }

    /** How many bytes came. */
    long size() {
        return size;
    }

    /** Takes a piece; called by one thread. */
    void consume(ByteBuffer piece) {
        int count = piece.remaining();
        size += count;
        ByteBuffer block = blocks.peekLast();
        while (piece.hasRemaining()) {
            if (block == null || !block.hasRemaining()) {
                block = ByteBuffer.allocate(Math.max(BLOCK, piece.remaining()));
                blocks.addLast(block);
            }
            int limit = piece.limit();
            piece.limit(piece.position() + Math.min(block.remaining(), piece.remaining()));
            block.put(piece);
            piece.limit(limit);
        }
        synchronized (this) {
            consumed += count;
        }
    }

    /** Lets the sender go on for as much as was taken, unless the answer has to wait for its turn to grow. */
    void grant(CapacityChannel capacity) throws IOException {
        boolean ask;
        synchronized (this) {
            channel = capacity;
            ask = size >= LargeAnswers.FREE && !asked && !closed;
            asked |= ask;
        }
        if (ask) {
            largeAnswers.acquire(granted);
        } else {
            update();
        }
    }

    /** The bytes, to be read once; each block is given free when it was read. */
    InputStream stream() {
        Deque<ByteBuffer> readable = new ArrayDeque<>(blocks.size());
        while (!blocks.isEmpty()) {
            readable.add(blocks.removeFirst().flip());
        }
        return new Bytes(readable);
    }

    /** The answer is read, or nobody wants it. */
    void close() {
        boolean release;
        synchronized (this) {
            if (closed || !asked) {
                closed = true;
                return;
            }
            closed = true;
            release = mayGrow;
        }
        if (release) {
            largeAnswers.release();
        } else {
            largeAnswers.forget(granted);
        }
    }

    private void granted() {
        boolean over;
        synchronized (this) {
            over = closed;
            mayGrow = true;
        }
        if (over) {
            largeAnswers.release();
            return;
        }
        try {
            update();
        } catch (IOException e) {
            // the connection is gone, and its answers with it
        }
    }

    private void update() throws IOException {
        int count;
        synchronized (this) {
            if (closed || asked && !mayGrow) {
                return;
            }
            count = consumed;
            consumed = 0;
        }
        if (count > 0) {
            channel.update(count);
        }
    }

    /** Reads the blocks from their beginnings. */
    private static final class Bytes extends InputStream {

        private final Deque<ByteBuffer> blocks;

        Bytes(Deque<ByteBuffer> blocks) {
            this.blocks = blocks;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            ByteBuffer block = blocks.peekFirst();
            while (block != null && !block.hasRemaining()) {
                blocks.removeFirst();
                block = blocks.peekFirst();
            }
            if (block == null) {
                return length == 0 ? 0 : -1;
            }
            int count = Math.min(length, block.remaining());
            block.get(bytes, offset, count);
            return count;
        }

        @Override
        public int available() {
            ByteBuffer block = blocks.peekFirst();
            return block == null ? 0 : block.remaining();
        }
    }
}
