package io.github.camelhubspot.internal.auth;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The credentials of an account. {@code toString()} shows no secret. */
public sealed interface Credentials {

    /** Returns the values to mask in logs and texts, without tokens that are read from a file or fetched later. */
    List<String> secrets();

    /**
     * Checks a token or secret for common mistakes in copying and quoting.
     *
     * @return the problem, without any part of the secret; {@code null} if the text can be sent
     */
    static String flaw(String text) {
        if (text.matches("(?is)bearer\\s.*")) {
            return "begins with 'Bearer', which is added when it is sent";
        }
        if (text.startsWith("RAW(") || text.startsWith("RAW{")) {
            return "is wrapped in RAW(...), which Camel takes away in a URI only";
        }
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        if (first == '"' || first == '\'' || last == '"' || last == '\'') {
            return "is in quotes";
        }
        return text.chars().allMatch(c -> c > ' ' && c <= '~') ? null : "has a character that cannot be sent in a header"
                + " (a space, a line break, another control character or one beyond ASCII)";
    }

    /**
     * A service key, a private app's token or an OAuth access token.
     *
     * @param accessToken sent as {@code Authorization: Bearer}
     */
    record Bearer(String accessToken) implements Credentials {
        @Override
        public List<String> secrets() {
            return List.of(accessToken);
        }

        @Override
        public String toString() {
            return "Bearer[***]";
        }
    }

    /**
     * An access token in a file that may change.
     *
     * @param path the file, which has the token as its only content
     */
    record TokenFile(Path path) implements Credentials {
        @Override
        public List<String> secrets() {
            return List.of();
        }
    }

    /**
     * An OAuth 2.0 refresh grant.
     *
     * @param clientId     the app's id
     * @param clientSecret the app's secret
     * @param refreshToken the grant; replaced if a response has a new one
     * @param tokenUrl     address of the token request; {@code null} for HubSpot's path under the service URL
     */
    record OAuth(String clientId, String clientSecret, String refreshToken, String tokenUrl) implements Credentials {
        @Override
        public List<String> secrets() {
            return List.of(clientSecret, refreshToken);
        }

        @Override
        public String toString() {
            return "OAuth[clientId=" + clientId + ", tokenUrl=" + tokenUrl + "]";
        }
    }

    /**
     * API-key headers, sent without an Authorization header.
     *
     * @param privateApp       header {@code private-app}; {@code null} if it is not sent
     * @param privateAppLegacy header {@code private-app-legacy}; {@code null} if it is not sent
     */
    record ApiKeys(String privateApp, String privateAppLegacy) implements Credentials {
        @Override
        public List<String> secrets() {
            return Stream.of(privateApp, privateAppLegacy).filter(Objects::nonNull).toList();
        }

        @Override
        public String toString() {
            return "ApiKeys[***]";
        }
    }
}
