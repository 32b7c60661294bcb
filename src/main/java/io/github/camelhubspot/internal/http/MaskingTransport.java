package io.github.camelhubspot.internal.http;

import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Sends the requests of one account, and masks its secrets in header values and failures. Code that reads a response body masks
 * what it puts into a message.
 *
 * <p>Thread-safe if the wrapped transport is.
 */
public final class MaskingTransport implements HttpTransport {

    private static final String BEARER = "Bearer ";

    private final HttpTransport transport;
    private final Secrets secrets;

    /** @param secrets the account's secrets; the token of each call is added to them */
    public MaskingTransport(HttpTransport transport, Secrets secrets) {
        this.transport = transport;
        this.secrets = secrets;
    }

    private record MaskedResponse(HttpAnswer raw, Secrets secrets) implements HttpAnswer {

        @Override
        public int status() {
            return raw.status();
        }

        @Override
        public String header(String name) {
            return secrets.mask(raw.header(name));
        }

        @Override
        public InputStream body() {
            return raw.body();
        }
    }

    @Override
    public <T> CompletableFuture<T> send(HttpCall call, AnswerReader<T> reader) {
        call.headers().forEach(header -> {
            if (header instanceof SecretHeader) {
                String value = header.getValue();
                secrets.addToken(value.startsWith(BEARER) ? value.substring(BEARER.length()) : value);
            }
        });
        CompletableFuture<T> sent = transport.send(call, response -> reader.read(new MaskedResponse(response, secrets)));
        return sent.isDone() && !sent.isCompletedExceptionally() ? sent : sent.exceptionally(failure -> {
            throw masked(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
        });
    }

    private CompletionException masked(Throwable failure) {
        if (!secrets.containedIn(failure)) {
            return new CompletionException(failure);
        }
        return new CompletionException(failure instanceof HttpTransportException transport ? transport.masked(secrets)
                : new IllegalStateException(secrets.mask(failure.toString()), secrets.copy(failure)));
    }

    @Override
    public void close() {
        transport.close();
    }
}
