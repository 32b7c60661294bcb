package io.github.camelhubspot.internal.http.jdk;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

import io.github.camelhubspot.internal.http.Form;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.http.UnreadableException;

/**
 * The body of one request, which may be empty. The client calls {@link #contentLength} right before it writes the request head to
 * a connection. {@link JdkExchange} uses this call to detect that the request is sent, and that the client retries it itself.
 *
 * <p>Thread-safe: {@code upload}, the only mutable field, is volatile and set once.
 */
final class RequestBody implements BodyPublisher {

    private final String contentType;
    private final long length;
    private final BodyPublisher bytes;
    private final Form form;
    private final Runnable beforeHead;
    private final Executor executor;
    private final Runnable progress;
    private final Consumer<IOException> onReadFailure;
    private volatile Upload upload;

    /**
     * @param  body                {@code null} for none
     * @param  beforeHead          runs right before the request head is written; the request fails if it throws
     * @param  executor            reads forms, which may block the thread
     * @param  progress            runs for each piece of a form that is sent
     * @param  onReadFailure       called if reading a form fails
     * @throws UnreadableException if the size of the body cannot be determined
     */
    RequestBody(HttpBody body, Runnable beforeHead, Executor executor, Runnable progress, Consumer<IOException> onReadFailure)
            throws UnreadableException {
        this.beforeHead = beforeHead;
        this.executor = executor;
        this.progress = progress;
        this.onReadFailure = onReadFailure;
        if (body instanceof HttpBody.Multipart multipart) {
            this.form = new Form(multipart);
            this.bytes = null;
            this.length = form.length();
            this.contentType = form.contentType();
        } else {
            HttpBody.Bytes given = (HttpBody.Bytes) body;
            this.form = null;
            this.bytes = given == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(given.content());
            this.length = bytes.contentLength();
            this.contentType = given == null ? null : given.contentType();
        }
    }

    /** Returns the media type, or {@code null} without a body. */
    String contentType() {
        return contentType;
    }

    @Override
    public long contentLength() {
        beforeHead.run();
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (form == null) {
            bytes.subscribe(subscriber);
        } else {
            upload = new Upload(form.open(), subscriber, executor, progress, onReadFailure);
            subscriber.onSubscribe(upload);
        }
    }

    /** Whether the body has been sent to its end, or its sending was never started. */
    boolean complete() {
        Upload started = upload;
        return started == null || started.complete();
    }

    /** Stops reading the body, because the exchange has ended. */
    void close() {
        Upload started = upload;
        if (started != null) {
            started.cancel();
        }
    }
}
