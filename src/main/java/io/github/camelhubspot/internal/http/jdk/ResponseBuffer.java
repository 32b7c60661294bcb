package io.github.camelhubspot.internal.http.jdk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import io.github.camelhubspot.internal.http.CheckedAnswer;
import io.github.camelhubspot.internal.http.FailureTexts;

/**
 * Collects the body of a response. It is read when it is complete, because a reader that waited for the network would hold a
 * thread that the JDK's client needs.
 *
 * <p>Not thread-safe; the client calls it by one thread at a time.
 */
final class ResponseBuffer implements BodySubscriber<InputStream> {

    private static final int BLOCK = 8 * 1024;

    private final long maxSize;
    private final CompletableFuture<InputStream> body = new CompletableFuture<>();
    /** Copies, because the client's own buffers may be much larger than what they carry. */
    private final Deque<ByteBuffer> blocks = new ArrayDeque<>();
    private Flow.Subscription subscription;
    private long size;

    ResponseBuffer(long maxSize) {
        this.maxSize = maxSize;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        if (body.isDone()) {
            return;
        }
        try {
            pieces.forEach(this::append);
        } catch (RuntimeException | Error e) { // must end this call, and not the thread that serves all calls
            fail(new IOException(FailureTexts.describe(e), e));
            return;
        }
        if (size > maxSize) {
            fail(CheckedAnswer.tooLong(maxSize));
        }
    }

    private void append(ByteBuffer piece) {
        size += piece.remaining();
        while (piece.hasRemaining()) {
            ByteBuffer block = blocks.peekLast();
            if (block == null || !block.hasRemaining()) {
                block = ByteBuffer.allocate(Math.max(BLOCK, piece.remaining()));
                blocks.addLast(block);
            }
            int count = Math.min(block.remaining(), piece.remaining());
            block.put(piece.slice(piece.position(), count));
            piece.position(piece.position() + count);
        }
    }

    private void fail(IOException reason) {
        blocks.clear();
        body.completeExceptionally(reason);
        subscription.cancel();
    }

    @Override
    public void onError(Throwable failure) {
        blocks.clear();
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return !blocks.isEmpty();
            }

            @Override
            public InputStream nextElement() {
                ByteBuffer block = blocks.removeFirst(); // so that its memory is free when it was read
                return new ByteArrayInputStream(block.array(), 0, block.position());
            }
        }));
    }
}
