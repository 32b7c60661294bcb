package io.github.camelhubspot.client.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;

/** HTTP/1.1 by HttpClient's blocking client: a call runs on the caller's thread. */
public final class BlockingTransport implements HttpTransport {

    private final HttpClient client;
    private final Closeable owner;
    private final Duration requestTimeout;
    private final RequestConfig requestConfig;
    private final Deadlines deadlines;

    /**
     * @param client         sends; must record in the context what {@link SentRecorder} records
     * @param owner          closed with the transport
     * @param requestTimeout from the last byte sent to the last byte of the answer
     * @param timer          runs the time-outs; not closed
     */
    BlockingTransport(HttpClient client, Closeable owner, Duration requestTimeout, ScheduledExecutorService timer) {
        this.client = client;
        this.owner = owner;
        this.requestTimeout = requestTimeout;
        this.deadlines = new Deadlines(timer, requestTimeout);
        Timeout timeout = Timeout.of(requestTimeout);
        this.requestConfig = RequestConfig.custom().setConnectionRequestTimeout(timeout).setResponseTimeout(timeout)
                .setRedirectsEnabled(false).setAuthenticationEnabled(false).build();
    }

    @Override
    public <T> CompletableFuture<T> send(HttpCall call, AnswerReader<T> reader) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        request.setConfig(requestConfig);
        for (Header header : call.headers()) {
            request.addHeader(header);
        }
        HttpClientContext context = HttpClientContext.create();
        Deadlines.Deadline deadline = deadlines.start(request::abort);
        try (deadline) {
            if (call.body() != null) {
                request.setEntity(Entities.of(call.body(), deadline::progress, request::abort));
            }
            return CompletableFuture.completedFuture(
                    client.execute(request, context, response -> reader.read(new Answer(response))));
        } catch (Entities.UnreadableException e) {
            return CompletableFuture.failedFuture(new HttpTransportException(e.getMessage(), false, e));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(
                    new HttpTransportException(describe(e, deadline), SentRecorder.sent(context), e));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        try {
            owner.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String describe(IOException e, Deadlines.Deadline deadline) {
        if (deadline.passed() || e instanceof InterruptedIOException) {
            return "no complete answer within " + requestTimeout.toMillis() + " ms";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private record Answer(ClassicHttpResponse response) implements HttpAnswer {

        @Override
        public int status() {
            return response.getCode();
        }

        @Override
        public String header(String name) {
            Header header = response.getFirstHeader(name);
            return header == null ? null : header.getValue();
        }

        @Override
        public InputStream body() {
            HttpEntity entity = response.getEntity();
            try {
                return entity == null ? InputStream.nullInputStream() : entity.getContent();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
