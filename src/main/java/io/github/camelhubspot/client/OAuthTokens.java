package io.github.camelhubspot.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.client.http.HttpAnswer;
import io.github.camelhubspot.client.http.HttpBody;
import io.github.camelhubspot.client.http.HttpCall;
import io.github.camelhubspot.client.http.HttpTransport;
import io.github.camelhubspot.client.http.HttpTransportException;
import io.github.camelhubspot.client.http.SecretHeader;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * Access tokens of an OAuth 2.0 refresh grant. One refresh is under way at most, whatever the load; it starts ahead of expiry
 * while calls go on with the token they have, and without one they wait for it without holding a thread. HubSpot asks
 * clients to plan by {@code expires_in} rather than by 401 answers.
 */
final class OAuthTokens implements Authorization {

    /** A token is renewed when this share of its life is left, and no longer used when that share is left. */
    private static final double RENEW_AT = 0.1;
    private static final double UNUSABLE_AT = 0.01;
    /** After a refresh that failed for now, calls within this time share its failure instead of asking again. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Credentials.OAuth grant;
    private final URI tokenUrl;
    private final HttpTransport transport;
    private final Executor executor;
    private final InstantSource clock;
    private final Json json;
    private final Operation operation = Operation.builder("oauth:refresh").call("POST", Resource.LEADS).build();

    private volatile Token token;
    private String refreshToken;
    private CompletableFuture<List<SecretHeader>> inFlight;
    private CompletableFuture<List<SecretHeader>> failed;
    private Instant failedUntil;

    private record Token(CompletableFuture<List<SecretHeader>> headers, Instant renewAt, Instant unusableAt) {
    }

    OAuthTokens(Credentials.OAuth grant, URI tokenUrl, HttpTransport transport, Executor executor, InstantSource clock,
            Json json) {
        this.grant = grant;
        this.tokenUrl = tokenUrl;
        this.transport = transport;
        this.executor = executor;
        this.clock = clock;
        this.json = json;
        this.refreshToken = grant.refreshToken();
    }

    @Override
    public CompletableFuture<List<SecretHeader>> headers() {
        Token current = token;
        Instant now = clock.instant();
        if (current != null && now.isBefore(current.renewAt())) {
            return current.headers();
        }
        CompletableFuture<List<SecretHeader>> refreshed = refresh(now);
        return current != null && now.isBefore(current.unusableAt()) ? current.headers() : refreshed;
    }

    private synchronized CompletableFuture<List<SecretHeader>> refresh(Instant now) {
        if (token != null && now.isBefore(token.renewAt())) {
            return token.headers(); // another caller was faster
        }
        if (inFlight != null) {
            return inFlight;
        }
        if (failed != null && (failedUntil == null || now.isBefore(failedUntil))) {
            return failed;
        }
        CompletableFuture<List<SecretHeader>> future = new CompletableFuture<>();
        inFlight = future;
        String grantToken = refreshToken;
        executor.execute(() -> request(grantToken).whenComplete((answer, failure) -> finish(future, answer, failure)));
        return future;
    }

    private CompletableFuture<Map<String, Object>> request(String grantToken) {
        String form = "grant_type=refresh_token&client_id=" + encoded(grant.clientId()) + "&client_secret="
                + encoded(grant.clientSecret()) + "&refresh_token=" + encoded(grantToken);
        HttpBody body = new HttpBody.Bytes("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
        try {
            return transport.send(new HttpCall("POST", tokenUrl, List.of(new BasicHeader("Accept", "application/json")),
                    body), this::read);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Map<String, Object> read(HttpAnswer answer) throws IOException {
        if (answer.status() >= 200 && answer.status() < 300) {
            return json.readMap(answer.body());
        }
        HubSpotError error = ErrorReader.read(operation, answer, json);
        return Map.of("error", error);
    }

    private void finish(CompletableFuture<List<SecretHeader>> future, Map<String, Object> answer, Throwable failure) {
        HubSpotException problem = null;
        synchronized (this) {
            inFlight = null;
            if (failure == null && answer.get("access_token") instanceof String accessToken && !accessToken.isBlank()) {
                failed = null;
                take(accessToken, answer);
            } else {
                problem = problem(answer, failure);
                failed = CompletableFuture.failedFuture(problem);
                failedUntil = problem instanceof HubSpotAuthenticationException ? null
                        : clock.instant().plus(PAUSE_AFTER_FAILURE);
            }
        }
        // outside the lock: what waits goes on here
        if (problem == null) {
            future.complete(token.headers().join());
        } else {
            future.completeExceptionally(problem);
        }
    }

    private void take(String accessToken, Map<String, Object> answer) {
        if (answer.get("refresh_token") instanceof String rotated && !rotated.isBlank()) {
            refreshToken = rotated;
        }
        long life = answer.get("expires_in") instanceof Number seconds ? Math.max(1, seconds.longValue()) * 1000 : 1_800_000;
        Instant expiry = clock.instant().plusMillis(life);
        token = new Token(CompletableFuture.completedFuture(Authorization.bearer(accessToken)),
                expiry.minusMillis((long) (life * RENEW_AT)), expiry.minusMillis((long) (life * UNUSABLE_AT)));
    }

    private HubSpotException problem(Map<String, Object> answer, Throwable failure) {
        if (failure instanceof HttpTransportException transportFailure) {
            return Failures.of(operation, transportFailure, Map.of());
        }
        if (failure != null) {
            return Failures.of(operation, HubSpotError.local(operation.uri(), "unexpected: " + failure, 1), Map.of());
        }
        if (!(answer.get("error") instanceof HubSpotError error)) {
            return Failures.of(operation,
                    HubSpotError.local(operation.uri(), "the answer of " + tokenUrl + " has no access_token", 1), Map.of());
        }
        boolean dead = error.status() == 400 || error.status() == 401 || error.status() == 403;
        if (!dead) {
            return Failures.of(operation, error, Map.of());
        }
        String text = "the OAuth grant is not accepted and will not be tried again: " + error.message()
                + "; authorise the app in HubSpot again and set the new refreshToken";
        return new HubSpotAuthenticationException(new HubSpotError(operation.uri(), error.status(), text,
                error.category(), error.subCategory(), error.correlationId(), error.context(), error.errors(), null, 1),
                null);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
