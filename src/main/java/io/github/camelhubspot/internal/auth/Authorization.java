package io.github.camelhubspot.internal.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.camelhubspot.internal.http.SecretHeader;

/** Gives the headers that prove who calls. */
@FunctionalInterface
public interface Authorization {

    /** Done at once, unless a token has to be fetched first. */
    CompletableFuture<List<SecretHeader>> headers();

    /**
     * HubSpot did not accept these headers (401).
     *
     * @return whether there are others to try with; by default there are not
     */
    default CompletableFuture<Boolean> renewed(List<SecretHeader> refused) {
        return CompletableFuture.completedFuture(false);
    }

    /**
     * Why calls cannot be proven until somebody does something about it; {@code null} if nothing is known. Sends nothing,
     * and tells no secret.
     */
    default String problem() {
        return null;
    }

    /** How long the token has been in use; {@code null} if there is none yet, or none that changes. */
    default Duration tokenAge() {
        return null;
    }

    static List<SecretHeader> bearer(String accessToken) {
        return List.of(new SecretHeader("Authorization", "Bearer " + accessToken));
    }

    /** Headers that never change. */
    static Authorization fixed(List<SecretHeader> headers) {
        CompletableFuture<List<SecretHeader>> done = CompletableFuture.completedFuture(headers);
        return () -> done;
    }

    /**
     * The authorisation that a credential gives.
     *
     * @param tokenRequests fetches tokens by an OAuth grant
     */
    static Authorization of(Credentials credentials, Function<Credentials.OAuth, TokenRequest> tokenRequests,
            InstantSource clock) {
        if (credentials instanceof Credentials.OAuth grant) {
            return new OAuthTokens(grant, tokenRequests.apply(grant), clock);
        }
        if (credentials instanceof Credentials.TokenFile file) {
            return new FileToken(file.path(), clock);
        }
        return credentials instanceof Credentials.Bearer bearer ? fixed(bearer(bearer.accessToken()))
                : fixed(keys((Credentials.ApiKeys) credentials));
    }

    private static List<SecretHeader> keys(Credentials.ApiKeys keys) {
        List<SecretHeader> headers = new ArrayList<>();
        if (keys.privateApp() != null) {
            headers.add(new SecretHeader("private-app", keys.privateApp()));
        }
        if (keys.privateAppLegacy() != null) {
            headers.add(new SecretHeader("private-app-legacy", keys.privateAppLegacy()));
        }
        return List.copyOf(headers);
    }
}
