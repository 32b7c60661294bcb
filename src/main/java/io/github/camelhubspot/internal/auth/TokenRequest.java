package io.github.camelhubspot.internal.auth;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
import io.github.camelhubspot.internal.support.Futures;
import org.apache.hc.core5.http.message.BasicHeader;

/** Fetches access tokens by an OAuth 2.0 refresh grant. HubSpot does not publish the rate limit of these calls. */
public final class TokenRequest {

    /**
     * A fetched token.
     *
     * @param accessToken  the credential of calls
     * @param refreshToken the new refresh token; {@code null} if HubSpot did not change it
     * @param life         how long the access token is valid
     */
    record Token(String accessToken, String refreshToken, Duration life) {
    }

    /** The life of a token whose response does not say it. */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(30);
    /** Longer lifetimes are capped. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);
    private static final Operation OPERATION = Operation.builder("oauth:refresh").call("POST", Resource.LEADS).build();

    private final Credentials.OAuth grant;
    private final URI tokenUrl;
    private final HttpTransport transport;
    private final ResilientCalls calls;
    private final ResilientCalls.CallPolicy policy;
    private final Executor executor;
    private final Json json;

    /**
     * @param calls    without the rate limits of the account, in which HubSpot does not count these calls
     * @param executor runs the request, so that it does not block the threads of calls that wait for the token
     */
    public TokenRequest(Credentials.OAuth grant, ServiceUrl serviceUrl, HttpTransport transport, ResilientCalls calls,
            ResilientCalls.CallPolicy policy, Executor executor, Json json) {
        this.grant = grant;
        this.tokenUrl = URI.create(grant.tokenUrl() == null ? serviceUrl.base() + "/oauth/2026-03/token" : grant.tokenUrl());
        this.transport = transport;
        this.calls = calls;
        this.policy = policy;
        this.executor = executor;
        this.json = json;
    }

    /**
     * Fetches a token.
     *
     * @return fails with {@link HubSpotException}, or {@link HubSpotAuthenticationException} if HubSpot refuses the grant
     */
    CompletableFuture<Token> fetch(String refreshToken) {
        String form = "grant_type=refresh_token&client_id=" + encoded(grant.clientId()) + "&client_secret="
                + encoded(grant.clientSecret()) + "&refresh_token=" + encoded(refreshToken);
        HttpBody body = new HttpBody.Bytes("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
        HttpCall request = new HttpCall("POST", tokenUrl, List.of(new BasicHeader("Accept", "application/json")), body);
        return CompletableFuture.supplyAsync(() -> calls.call(new Fetch(request, refreshToken), policy, Circuit.NONE), executor)
                .thenCompose(call -> call).handle((result, failure) -> {
                    if (failure != null) {
                        throw Failures.notAttempted(OPERATION, Futures.cause(failure), Map.of(), tokenUrl);
                    }
                    return token(result);
                });
    }

    private Token token(CallResult<Response> result) {
        Outcome<Response> outcome = result.outcome();
        if (outcome.failure() != null) {
            throw Failures.unanswered(OPERATION, result, Map.of(), tokenUrl);
        }
        HubSpotError error = outcome.response().error();
        if (error != null) {
            throw isGrantRefused(error.status()) ? refusedGrant(error) : Failures.of(OPERATION,
                    Failures.withAddress(error, tokenUrl).withAttempts(result.attempts()), Map.of());
        }
        Map<String, Object> content = outcome.response().content();
        if (!(content.get("access_token") instanceof String accessToken) || accessToken.isBlank()) {
            throw Failures.of(OPERATION, HubSpotError.of(OPERATION.uri(), 0, "the answer of " + Failures.address(tokenUrl)
                    + " has no access_token", outcome.correlationId()).withAttempts(result.attempts()), Map.of());
        }
        return new Token(accessToken,
                content.get("refresh_token") instanceof String rotated && !rotated.isBlank() ? rotated : null,
                content.get("expires_in") instanceof Number seconds
                        ? Duration.ofSeconds(Math.max(1, Math.min(seconds.longValue(), LONGEST_LIFE.toSeconds())))
                        : USUAL_LIFE);
    }

    private static boolean isGrantRefused(int status) {
        return status == 400 || status == 401 || status == 403;
    }

    private static HubSpotException refusedGrant(HubSpotError error) {
        String text = "the OAuth grant is not accepted and will not be tried again: " + error.message()
                + "; authorise the app in HubSpot again and set the new refreshToken";
        return new HubSpotAuthenticationException(error.withMessage(text), null);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** @param error why HubSpot refused the request; {@code null} for success */
    private record Response(Map<String, Object> content, HubSpotError error) {
    }

    /** Idempotent: the refresh token stays valid unless the response has a new one. */
    private final class Fetch implements Attempt<Response> {

        private final HttpCall request;
        private final String refreshToken;

        private Fetch(HttpCall request, String refreshToken) {
            this.request = request;
            this.refreshToken = refreshToken;
        }

        @Override
        public String operation() {
            return OPERATION.uri();
        }

        @Override
        public String target() {
            return request.method() + ' ' + request.uri().getPath();
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
        public CompletableFuture<Outcome<Response>> send() {
            return Outcomes.of(transport.send(request, this::read));
        }

        @Override
        public CompletableFuture<Boolean> renewCredential() {
            return CompletableFuture.completedFuture(false);
        }

        /** The message does not quote an unreadable response, because it may contain a token. */
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

        private Outcome<Response> read(HttpAnswer answer) throws IOException {
            answer.secrets().addToken(refreshToken);
            boolean success = answer.status() >= 200 && answer.status() < 300;
            HubSpotError error = success ? null : ErrorReader.read(OPERATION, answer, json);
            Map<String, Object> content = success ? content(answer) : Map.of();
            Stream.of("access_token", "refresh_token").map(content::get).filter(String.class::isInstance)
                    .map(String.class::cast).filter(token -> !token.isBlank()).forEach(answer.secrets()::addToken);
            return Outcome.ofResponse(new Response(content, error), answer.status(),
                    RateHeaders.read(answer, error)).withCorrelationId(error == null
                            ? answer.header(ApiResponseReader.CORRELATION_ID) : error.correlationId());
        }
    }
}
