package io.github.camelhubspot.internal.client;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.SecretHeader;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.resilience.Attempt;
import io.github.camelhubspot.internal.resilience.Outcome;
import io.github.camelhubspot.internal.resilience.RateLimitBucket;
import io.github.camelhubspot.internal.response.ApiResponseReader;
import io.github.camelhubspot.internal.response.Outcomes;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * Sends the request of a call, as often as {@link io.github.camelhubspot.internal.resilience.ResilientCalls} asks for it. Gets
 * the credential anew for each attempt.
 *
 * <p>Attempts follow each other. {@code correlationId} and {@code status} are volatile, because a transport may read the
 * response on another thread.
 */
final class ApiAttempt implements Attempt<ApiResponse> {

    private static final Header ACCEPT = new BasicHeader("Accept", "application/json");

    private final Call call;
    private final ServiceUrl serviceUrl;
    private final URI uri;
    private final HttpBody body;
    private final ApiResponseReader reader;
    private final Connection connection;
    private List<SecretHeader> credential;
    private volatile String correlationId;
    private volatile int status;

    /** @param body {@code null} for none */
    ApiAttempt(Call call, ServiceUrl serviceUrl, HttpBody body, ApiResponseReader reader, Connection connection) {
        this.call = call;
        this.serviceUrl = serviceUrl;
        this.uri = URI.create(serviceUrl.base() + call.operation().target(serviceUrl.version(), call.arguments()));
        this.body = body;
        this.reader = reader;
        this.connection = connection;
    }

    /** Returns the absolute address of the request. */
    URI uri() {
        return uri;
    }

    @Override
    public String operation() {
        return call.operation().uri();
    }

    @Override
    public String target() {
        return call.operation().template(serviceUrl.version());
    }

    @Override
    public RateLimitBucket bucket() {
        return call.operation().rateLimitBucket();
    }

    @Override
    public boolean idempotent() {
        return call.operation().idempotent();
    }

    @Override
    public boolean replayable() {
        return body == null || body.repeatable();
    }

    @Override
    public boolean urgent() {
        return call.get(Parameters.URGENT, false);
    }

    @Override
    public CompletableFuture<Outcome<ApiResponse>> send() {
        connection.cancellation().check(); // the attempt may have waited for its permit or for a retry
        CompletableFuture<List<SecretHeader>> headers = connection.authorization().headers();
        return headers.isDone() && !headers.isCompletedExceptionally() ? send(headers.join())
                : headers.thenComposeAsync(this::send, connection.executor());
    }

    @Override
    public CompletableFuture<Boolean> renewCredential() {
        return connection.authorization().renewed(credential);
    }

    private CompletableFuture<Outcome<ApiResponse>> send(List<SecretHeader> newCredential) {
        credential = newCredential;
        correlationId = null;
        status = 0;
        List<Header> headers = new ArrayList<>(credential.size() + 1);
        headers.add(ACCEPT);
        headers.addAll(credential);
        Operation operation = call.operation();
        HttpCall request = new HttpCall(operation.method(), uri, headers, body, operation.largeResponse(),
                operation.idempotent());
        return Outcomes.of(connection.transport().send(request, this::read))
                .thenApply(outcome -> outcome.withCorrelationId(correlationId).withStatus(status));
    }

    private Outcome<ApiResponse> read(HttpAnswer answer) throws IOException {
        // kept before the body is read, because they are needed even if it turns out to be unreadable
        correlationId = answer.header(ApiResponseReader.CORRELATION_ID);
        status = answer.status();
        ApiResponse response = reader.read(answer);
        if (response.error() != null) {
            correlationId = response.error().correlationId();
        }
        return Outcome.ofResponse(response, response.status(), response.rateLimits());
    }
}
