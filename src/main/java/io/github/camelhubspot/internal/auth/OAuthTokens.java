package io.github.camelhubspot.internal.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.internal.http.SecretHeader;
import io.github.camelhubspot.internal.support.Futures;

/**
 * Gets access tokens by an OAuth 2.0 refresh grant. A refresh starts before the token expires, and calls use the current token
 * meanwhile. Without a usable token, calls wait for the refresh and hold no thread. At most one refresh is in flight. HubSpot
 * asks clients to rely on {@code expires_in} instead of 401 responses; a token that HubSpot refuses nevertheless is replaced.
 *
 * <p>Thread-safe: {@code lock} guards all fields that change. {@code token} is volatile, because calls read it without the
 * lock.
 */
final class OAuthTokens implements Authorization {

    /** A refresh starts when this share of a token's life is left. */
    private static final double RENEW_AT = 0.1;
    /** A token is not used any more when this share of its life is left. */
    private static final double UNUSABLE_AT = 0.01;
    /** A token that is refused within this share of its life is not replaced: HubSpot would refuse the next one, too. */
    private static final double TOO_FRESH = 0.02;
    /** Calls within this time after a failed refresh fail with the same failure, without another refresh. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final TokenRequest request;
    private final InstantSource clock;

    private volatile Token token;
    private String refreshToken;
    private CompletableFuture<List<SecretHeader>> inFlight;
    /** The last refresh, if it failed. */
    private CompletableFuture<List<SecretHeader>> failed;
    /** Until when there is no refresh after the last one failed; {@code null} if HubSpot does not accept the grant. */
    private Instant failedUntil;

    private record Token(CompletableFuture<List<SecretHeader>> headers, Instant since, Instant trusted, Instant renewAt,
                         Instant unusableAt) {

        /** @param requested when it was requested; HubSpot issued it at some time after that */
        static Token of(TokenRequest.Token fetched, Instant requested, Instant now) {
            long life = fetched.life().toMillis();
            Instant expiry = requested.plusMillis(life);
            return new Token(CompletableFuture.completedFuture(Authorization.bearer(fetched.accessToken())), now,
                    now.plusMillis((long) (life * TOO_FRESH)), expiry.minusMillis((long) (life * RENEW_AT)),
                    expiry.minusMillis((long) (life * UNUSABLE_AT)));
        }

        boolean has(List<SecretHeader> credential) {
            return headers.join() == credential;
        }
    }

    OAuthTokens(Credentials.OAuth grant, TokenRequest request, InstantSource clock) {
        this.request = request;
        this.clock = clock;
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

    @Override
    public CompletableFuture<Boolean> renewed(List<SecretHeader> refused) {
        Instant now = clock.instant();
        lock.lock();
        try {
            if (token != null && token.has(refused)) {
                if (now.isBefore(token.trusted())) {
                    return CompletableFuture.completedFuture(false);
                }
                token = null;
            }
        } finally {
            lock.unlock();
        }
        // many calls may be refused together: the first one starts a refresh, which the others share
        return headers().thenApply(fresh -> true);
    }

    @Override
    public String problem() {
        lock.lock();
        try {
            return failed != null && failedUntil == null
                    ? "the OAuth grant is not accepted: authorise the app in HubSpot again and set the new refreshToken" : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration tokenAge() {
        Token current = token;
        return current == null ? null : Duration.between(current.since(), clock.instant());
    }

    private CompletableFuture<List<SecretHeader>> refresh(Instant now) {
        CompletableFuture<List<SecretHeader>> future = new CompletableFuture<>();
        String grantToken;
        lock.lock();
        try {
            if (token != null && now.isBefore(token.renewAt())) {
                return token.headers(); // another thread has refreshed it
            }
            if (inFlight != null) {
                return inFlight;
            }
            if (failed != null && (failedUntil == null || now.isBefore(failedUntil))) {
                return failed;
            }
            inFlight = future;
            grantToken = refreshToken;
        } finally {
            lock.unlock();
        }
        try {
            request.fetch(grantToken).whenComplete((fetched, failure) -> finish(future, now, fetched, failure));
        } catch (Throwable e) {
            finish(future, now, null, e); // otherwise all calls would wait forever for a refresh that is not in flight
        }
        return future;
    }

    private void finish(CompletableFuture<List<SecretHeader>> future, Instant requested, TokenRequest.Token fetched,
            Throwable failure) {
        Throwable cause = Futures.cause(failure);
        Token renewed = fetched == null ? null : Token.of(fetched, requested, clock.instant());
        lock.lock();
        try {
            inFlight = null;
            if (renewed != null) {
                failed = null;
                token = renewed;
                refreshToken = fetched.refreshToken() == null ? refreshToken : fetched.refreshToken();
            } else {
                failed = CompletableFuture.failedFuture(cause);
                failedUntil = cause instanceof HubSpotAuthenticationException ? null
                        : clock.instant().plus(PAUSE_AFTER_FAILURE);
            }
        } finally {
            lock.unlock();
        }
        // without the lock, because waiting calls continue on this thread
        if (renewed != null) {
            future.complete(renewed.headers().join());
        } else {
            future.completeExceptionally(cause);
        }
    }
}
