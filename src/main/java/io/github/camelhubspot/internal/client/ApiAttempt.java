package io.github.camelhubspot.internal.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.SecretHeader;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.resilience.Attempt;
import io.github.camelhubspot.internal.resilience.Outcome;
import io.github.camelhubspot.internal.resilience.RateLimitBucket;
import io.github.camelhubspot.internal.response.ApiResponseReader;
import io.github.camelhubspot.internal.response.Outcomes;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/** A call of HubSpot's API as something that can be tried again. */
final class ApiAttempt implements Attempt<ApiResponse> {

    private static final Header ACCEPT = new BasicHeader("Accept", "application/json");

    private final ApiRequest request;
    private final Connection connection;
    private List<SecretHeader> used;
    private volatile String correlationId;
    private volatile int status;

    ApiAttempt(ApiRequest request, Connection connection) {
        this.request = request;
        this.connection = connection;
    }

    @Override
    public String operation() {
        return request.call().operation().uri();
    }

    @Override
    public String target() {
        return request.call().operation().template(request.version());
    }

    @Override
    public RateLimitBucket bucket() {
        return request.call().operation().lane();
    }

    @Override
    public boolean idempotent() {
        return request.call().operation().idempotent();
    }

    @Override
    public boolean replayable() {
        return request.body() == null || request.body().repeatable();
    }

    @Override
    public boolean urgent() {
        return request.call().get(Parameters.URGENT, false);
    }

    @Override
    public CompletableFuture<Outcome<ApiResponse>> send() {
        connection.cancellation().check(); // it may have waited long for its turn
        CompletableFuture<List<SecretHeader>> headers = connection.authorization().headers();
        return headers.isDone() && !headers.isCompletedExceptionally() ? send(headers.join())
                : headers.thenComposeAsync(this::send, connection.executor());
    }

    @Override
    public CompletableFuture<Boolean> renewCredential() {
        return connection.authorization().renewed(used);
    }

    private CompletableFuture<Outcome<ApiResponse>> send(List<SecretHeader> credential) {
        used = credential;
        List<Header> headers = new ArrayList<>(credential.size() + 1);
        headers.add(ACCEPT);
        headers.addAll(credential);
        Operation operation = request.call().operation();
        HttpCall call = new HttpCall(operation.method(), request.uri(), headers, request.body(), operation.largeAnswer(),
                operation.idempotent());
        correlationId = null;
        status = 0;
        CompletableFuture<Outcome<ApiResponse>> sent = Outcomes.of(connection.transport().send(call, answer -> {
            correlationId = answer.header(ApiResponseReader.CORRELATION_ID); // also of an answer that turns out to be unreadable
            status = answer.status();
            ApiResponse reply = request.reader().read(answer);
            if (reply.error() != null) {
                correlationId = reply.error().correlationId();
            }
            return Outcome.ofResponse(reply, reply.status(), reply.rateLimits());
        }));
        return sent.thenApply(outcome -> outcome.withCorrelationId(correlationId).withStatus(status));
    }
}
