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
 * The body of one request, which may be empty. The client reads its length right before it writes the head of the request to a
 * connection: that moment tells whether the request was sent, and whether the client repeats it on its own.
 */
final class RequestBody implements BodyPublisher {

    private final String contentType;
    private final long length;
    private final BodyPublisher bytes;
    private final Form form;
    private final Runnable begins;
    private final Executor executor;
    private final Runnable progress;
    private final Consumer<IOException> unreadable;
    private volatile Upload upload;

    /**
     * @param  body                {@code null} for none
     * @param  begins              called right before the head of the request is written; may throw, which ends the request
     * @param  executor            reads forms, which may block
     * @param  progress            called for each piece of a form that is sent
     * @param  unreadable          called if a form cannot be read to its end
     * @throws UnreadableException if the size of the body cannot be found out
     */
    RequestBody(HttpBody body, Runnable begins, Executor executor, Runnable progress, Consumer<IOException> unreadable)
            throws UnreadableException {
        this.begins = begins;
        this.executor = executor;
        this.progress = progress;
        this.unreadable = unreadable;
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

    /** Media type; {@code null} without a body. */
    String contentType() {
        return contentType;
    }

    @Override
    public long contentLength() {
        begins.run();
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (form == null) {
            bytes.subscribe(subscriber);
        } else {
            upload = new Upload(form.open(), subscriber, executor, progress, unreadable);
            subscriber.onSubscribe(upload);
        }
    }

    /** Whether all that was read of it has been sent, up to its end. */
    boolean complete() {
        Upload started = upload;
        return started == null || started.complete();
    }

    /** Nothing more of it is wanted. */
    void close() {
        Upload started = upload;
        if (started != null) {
            started.cancel();
        }
    }
}
