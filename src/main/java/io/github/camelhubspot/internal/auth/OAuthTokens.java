package io.github.camelhubspot.internal.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.internal.http.SecretHeader;

/**
 * Access tokens of an OAuth 2.0 refresh grant. One refresh is under way at most, whatever the load; it starts ahead of
 * expiry while calls go on with the token they have, and without one they wait for it without holding a thread. HubSpot
 * asks clients to plan by {@code expires_in} rather than by 401 answers; a token that is refused all the same is replaced.
 */
final class OAuthTokens implements Authorization {

    /** A token is renewed when this share of its life is left, and no longer used when that share is left. */
    private static final double RENEW_AT = 0.1;
    private static final double UNUSABLE_AT = 0.01;
    /** A token that is refused in this share of its life is not the reason: another one would be refused, too. */
    private static final double TOO_FRESH = 0.02;
    /** After a refresh that failed for now, calls within this time share its failure instead of asking again. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final TokenRequest request;
    private final InstantSource clock;

    private volatile Token token;
    private String refreshToken;
    private CompletableFuture<List<SecretHeader>> inFlight;
    private CompletableFuture<List<SecretHeader>> failed;
    private Instant failedUntil;

    private record Token(CompletableFuture<List<SecretHeader>> headers, Instant since, Instant trusted, Instant renewAt,
                         Instant unusableAt) {

        /** @param asked when it was asked for: its life began on the way back */
        static Token of(TokenRequest.Token answer, Instant asked, Instant now) {
            long life = answer.life().toMillis();
            Instant expiry = asked.plusMillis(life);
            return new Token(CompletableFuture.completedFuture(Authorization.bearer(answer.accessToken())), now,
                    now.plusMillis((long) (life * TOO_FRESH)), expiry.minusMillis((long) (life * RENEW_AT)),
                    expiry.minusMillis((long) (life * UNUSABLE_AT)));
        }

        boolean gave(List<SecretHeader> some) {
            return headers.join() == some;
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
            if (token != null && token.gave(refused)) {
                if (now.isBefore(token.trusted())) {
                    return CompletableFuture.completedFuture(false);
                }
                token = null;
            }
        } finally {
            lock.unlock();
        }
        // of many that were refused together, the first one gets a new token for all
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
                return token.headers(); // another caller was faster
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
            request.fetch(grantToken).whenComplete((answer, failure) -> finish(future, now, answer, failure));
        } catch (Throwable e) {
            finish(future, now, null, e); // else all would wait for ever for a refresh that is not under way
        }
        return future;
    }

    private void finish(CompletableFuture<List<SecretHeader>> future, Instant asked, TokenRequest.Token answer,
            Throwable failure) {
        Throwable problem = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                : failure;
        Token taken = answer == null ? null : Token.of(answer, asked, clock.instant());
        lock.lock();
        try {
            inFlight = null;
            if (taken != null) {
                failed = null;
                token = taken;
                refreshToken = answer.refreshToken() == null ? refreshToken : answer.refreshToken();
            } else {
                failed = CompletableFuture.failedFuture(problem);
                failedUntil = problem instanceof HubSpotAuthenticationException ? null
                        : clock.instant().plus(PAUSE_AFTER_FAILURE);
            }
        } finally {
            lock.unlock();
        }
        // outside the lock: what waits goes on here
        if (taken != null) {
            future.complete(taken.headers().join());
        } else {
            future.completeExceptionally(problem);
        }
    }
}
