package io.github.camelhubspot.client;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.camelhubspot.client.http.HttpTransport;
import io.github.camelhubspot.client.http.SecretHeader;

/** Gives the headers that prove who calls. */
@FunctionalInterface
public interface Authorization {

    /** Done at once, unless a token has to be fetched first. */
    CompletableFuture<List<SecretHeader>> headers();

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
     * @param executor fetches tokens
     */
    static Authorization of(Credentials credentials, ServiceUrl serviceUrl, HttpTransport transport, Executor executor,
            InstantSource clock, Json json) {
        if (credentials instanceof Credentials.OAuth grant) {
            URI tokenUrl = URI.create(grant.tokenUrl() == null ? serviceUrl.base() + "/oauth/2026-03/token"
                    : grant.tokenUrl());
            return new OAuthTokens(grant, tokenUrl, transport, executor, clock, json);
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
