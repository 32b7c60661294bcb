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
 * Collects the body of a response. Readers get the body only when it is complete, because a reader that waits for the network
 * would block a thread that the JDK's client needs.
 *
 * <p>Not thread-safe; the client calls it from one thread at a time.
 */
final class ResponseBuffer implements BodySubscriber<InputStream> {

    private static final int MIN_BLOCK_SIZE = 8 * 1024;

    private final long maxSize;
    private final CompletableFuture<InputStream> body = new CompletableFuture<>();
    /** Holds copies, because the client's own buffers may be much larger than their content. */
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
        } catch (RuntimeException | Error e) { // must fail only this call, and not the thread that serves all calls
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
                block = ByteBuffer.allocate(Math.max(MIN_BLOCK_SIZE, piece.remaining()));
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
                ByteBuffer block = blocks.removeFirst(); // removed so that its memory can be freed after the read
                return new ByteArrayInputStream(block.array(), 0, block.position());
            }
        }));
    }
}
