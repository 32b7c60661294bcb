package io.github.camelhubspot.internal.auth;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Resource;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.resilience.Attempt;
import io.github.camelhubspot.internal.resilience.CallResult;
import io.github.camelhubspot.internal.resilience.Circuit;
import io.github.camelhubspot.internal.resilience.Outcome;
import io.github.camelhubspot.internal.resilience.RateLimitBucket;
import io.github.camelhubspot.internal.resilience.ResilientCalls;
import io.github.camelhubspot.internal.response.ApiResponseReader;
import io.github.camelhubspot.internal.response.ErrorReader;
import io.github.camelhubspot.internal.response.Failures;
import io.github.camelhubspot.internal.response.Outcomes;
import io.github.camelhubspot.internal.response.RateHeaders;
import org.apache.hc.core5.http.message.BasicHeader;

/** Fetches an access token by an OAuth 2.0 refresh grant. HubSpot limits these calls by a quota that it does not tell. */
public final class TokenRequest {

    /**
     * What HubSpot answered.
     *
     * @param accessToken  goes with calls
     * @param refreshToken fetches the next one; {@code null} for the same as before
     * @param life         for how long the access token is good
     */
    record Token(String accessToken, String refreshToken, Duration life) {
    }

    private static final Duration USUAL_LIFE = Duration.ofMinutes(30);
    /** What claims to be good for longer is asked for again all the same. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);
    private static final Operation OPERATION = Operation.builder("oauth:refresh").call("POST", Resource.LEADS).build();

    private final Credentials.OAuth grant;
    private final URI tokenUrl;
    private final HttpTransport transport;
    private final ResilientCalls calls;
    private final ResilientCalls.CallPolicy manner;
    private final Executor executor;
    private final Json json;

    /**
     * @param calls    without the limits of the account, which do not count these calls
     * @param executor runs the request, so that none of those who need the token has to
     */
    public TokenRequest(Credentials.OAuth grant, ServiceUrl serviceUrl, HttpTransport transport, ResilientCalls calls,
            ResilientCalls.CallPolicy manner, Executor executor, Json json) {
        this.grant = grant;
        this.tokenUrl = URI.create(grant.tokenUrl() == null ? serviceUrl.base() + "/oauth/2026-03/token" : grant.tokenUrl());
        this.transport = transport;
        this.calls = calls;
        this.manner = manner;
        this.executor = executor;
        this.json = json;
    }

    /** @return fails with {@link HubSpotException}; with {@link HubSpotAuthenticationException} if the grant is dead */
    CompletableFuture<Token> fetch(String refreshToken) {
        String form = "grant_type=refresh_token&client_id=" + encoded(grant.clientId()) + "&client_secret="
                + encoded(grant.clientSecret()) + "&refresh_token=" + encoded(refreshToken);
        HttpBody body = new HttpBody.Bytes("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
        HttpCall call = new HttpCall("POST", tokenUrl, List.of(new BasicHeader("Accept", "application/json")), body);
        return CompletableFuture.supplyAsync(() -> calls.call(new Fetch(call, refreshToken), manner, Circuit.NONE), executor)
                .thenCompose(tried -> tried).handle((tried, failure) -> {
                    if (failure != null) {
                        throw Failures.of(OPERATION, failure instanceof CompletionException ? failure.getCause() : failure,
                                Map.of(), 1, 0, null, tokenUrl);
                    }
                    return token(tried);
                });
    }

    private Token token(CallResult<Answer> tried) {
        Outcome<Answer> outcome = tried.outcome();
        if (outcome.failure() != null) {
            throw Failures.of(OPERATION, outcome.failure(), Map.of(), tried.attempts(), 0, null, tokenUrl);
        }
        HubSpotError error = outcome.response().error();
        if (error != null) {
            throw isDead(error.status()) ? dead(error) : Failures.of(OPERATION,
                    Failures.located(error, tokenUrl).withAttempts(tried.attempts()), Map.of());
        }
        Map<String, Object> content = outcome.response().content();
        if (!(content.get("access_token") instanceof String accessToken) || accessToken.isBlank()) {
            throw Failures.of(OPERATION, HubSpotError.local(OPERATION.uri(), "the answer of "
                    + Failures.address(tokenUrl) + " has no access_token", tried.attempts())
                    .withCorrelationId(outcome.correlationId()), Map.of());
        }
        return new Token(accessToken,
                content.get("refresh_token") instanceof String rotated && !rotated.isBlank() ? rotated : null,
                content.get("expires_in") instanceof Number seconds
                        ? Duration.ofSeconds(Math.max(1, Math.min(seconds.longValue(), LONGEST_LIFE.toSeconds())))
                        : USUAL_LIFE);
    }

    private static boolean isDead(int status) {
        return status == 400 || status == 401 || status == 403;
    }

    private static HubSpotException dead(HubSpotError error) {
        String text = "the OAuth grant is not accepted and will not be tried again: " + error.message()
                + "; authorise the app in HubSpot again and set the new refreshToken";
        return new HubSpotAuthenticationException(new HubSpotError(OPERATION.uri(), error.status(), text, error.category(),
                error.subCategory(), error.correlationId(), error.context(), error.errors(), null, 1), null);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** @param error what HubSpot refused; {@code null} for success */
    private record Answer(Map<String, Object> content, HubSpotError error) {
    }

    /** May be repeated: HubSpot answers the same refresh token again unless it says otherwise. */
    private final class Fetch implements Attempt<Answer> {

        private final HttpCall call;
        private final String refreshToken;

        private Fetch(HttpCall call, String refreshToken) {
            this.call = call;
            this.refreshToken = refreshToken;
        }

        @Override
        public String operation() {
            return OPERATION.uri();
        }

        @Override
        public String target() {
            return call.method() + ' ' + call.uri().getPath();
        }

        @Override
        public RateLimitBucket bucket() {
            return RateLimitBucket.GENERAL;
        }

        @Override
        public boolean idempotent() {
            return true;
        }

        @Override
        public boolean replayable() {
            return true;
        }

        @Override
        public boolean urgent() {
            return true;
        }

        @Override
        public CompletableFuture<Outcome<Answer>> send() {
            return Outcomes.of(transport.send(call, this::read));
        }

        @Override
        public CompletableFuture<Boolean> renewCredential() {
            return CompletableFuture.completedFuture(false);
        }

        /** An unreadable response may contain a token, so the message does not quote it. */
        private Map<String, Object> content(HttpAnswer answer) throws IOException {
            Map<String, Object> content = null;
            try {
                content = json.readMap(answer.body());
            } catch (JsonProcessingException e) {
                // reported below
            }
            if (content == null) {
                throw new IOException("the answer with status " + answer.status() + " is not a JSON object");
            }
            return content;
        }

        private Outcome<Answer> read(HttpAnswer answer) throws IOException {
            answer.secrets().addToken(refreshToken);
            boolean good = answer.status() >= 200 && answer.status() < 300;
            HubSpotError error = good ? null : ErrorReader.read(OPERATION, answer, json);
            Map<String, Object> content = good ? content(answer) : Map.of();
            Stream.of("access_token", "refresh_token").map(content::get).filter(String.class::isInstance)
                    .map(String.class::cast).filter(token -> !token.isBlank()).forEach(answer.secrets()::addToken);
            return Outcome.ofResponse(new Answer(content, error), answer.status(),
                    RateHeaders.signal(answer, error)).withCorrelationId(error == null
                            ? answer.header(ApiResponseReader.CORRELATION_ID) : error.correlationId());
        }
    }
}
