package io.github.camelhubspot.internal.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.camelhubspot.internal.http.SecretHeader;

/** Gives the credential headers of calls. */
@FunctionalInterface
public interface Authorization {

    /** Returns the headers. The future is done, unless a token has to be fetched first. */
    CompletableFuture<List<SecretHeader>> headers();

    /**
     * Replaces headers that HubSpot refused (401).
     *
     * @return whether there are other headers for another attempt; by default there are none
     */
    default CompletableFuture<Boolean> renewed(List<SecretHeader> refused) {
        return CompletableFuture.completedFuture(false);
    }

    /**
     * Returns why calls will fail until a person changes the credential; {@code null} if no reason is known. Sends no request.
     * The text has no secret.
     */
    default String problem() {
        return null;
    }

    /** Returns how long the token has been in use; {@code null} if there is none yet, or if it never changes. */
    default Duration tokenAge() {
        return null;
    }

    static List<SecretHeader> bearer(String accessToken) {
        return List.of(new SecretHeader("Authorization", "Bearer " + accessToken));
    }

    /** Returns an authorisation whose headers never change. */
    static Authorization fixed(List<SecretHeader> headers) {
        CompletableFuture<List<SecretHeader>> done = CompletableFuture.completedFuture(headers);
        return () -> done;
    }

    /**
     * Returns the authorisation for credentials.
     *
     * @param tokenRequests creates the requests for tokens of an OAuth grant
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
