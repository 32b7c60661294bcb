package io.github.camelhubspot.internal.component.connection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.internal.auth.Credentials;

/** Reads the credential of a configuration, which must be complete and of exactly one kind. */
public final class CredentialValidator {

    private static final String WAYS = "set one of: accessToken (a service key or a token of a private app);"
            + " clientId, clientSecret and refreshToken (OAuth 2.0); privateApp or privateAppLegacy (API-key headers)";

    private static final String FILE = "file:";

    private CredentialValidator() {
    }

    /** Returns whether the configuration has a credential or a part of one. */
    public static boolean hasAny(HubSpotConfiguration configuration) {
        return Stream.of(configuration.getAccessToken(), configuration.getClientId(), configuration.getClientSecret(),
                configuration.getRefreshToken(), configuration.getPrivateApp(), configuration.getPrivateAppLegacy())
                .anyMatch(part -> part != null && !part.isBlank());
    }

    /** @throws IllegalArgumentException if there is no credential */
    public static void requireAny(HubSpotConfiguration configuration) {
        if (!hasAny(configuration)) {
            throw new IllegalArgumentException("No HubSpot credential is configured: " + WAYS
                    + ". For example camel.component.hubspot-leads.access-token={{env:HUBSPOT_ACCESS_TOKEN}} and"
                    + " camel.component.hubspot-import.access-token={{env:HUBSPOT_ACCESS_TOKEN}},"
                    + " or a HubSpotConfiguration bean in the registry for both");
        }
    }

    /**
     * @throws IllegalArgumentException if there is none, more than one, or only a part of one; the message names the options and
     *                                  shows no value
     */
    static Credentials credentials(HubSpotConfiguration configuration) {
        requireAny(configuration);
        Map<String, String> oauth = new LinkedHashMap<>();
        oauth.put("clientId", clean("clientId", configuration.getClientId()));
        oauth.put("clientSecret", clean("clientSecret", configuration.getClientSecret()));
        oauth.put("refreshToken", clean("refreshToken", configuration.getRefreshToken()));
        String accessToken = clean("accessToken", configuration.getAccessToken());
        String privateApp = clean("privateApp", configuration.getPrivateApp());
        String privateAppLegacy = clean("privateAppLegacy", configuration.getPrivateAppLegacy());
        String tokenUrl = clean("tokenUrl", configuration.getTokenUrl());

        List<String> missing = oauth.entrySet().stream().filter(e -> e.getValue() == null).map(Map.Entry::getKey).toList();
        boolean hasOAuth = missing.size() < oauth.size();
        List<String> kinds = new ArrayList<>();
        if (accessToken != null) {
            kinds.add("accessToken");
        }
        if (hasOAuth) {
            kinds.add("clientId/clientSecret/refreshToken");
        }
        if (privateApp != null || privateAppLegacy != null) {
            kinds.add("privateApp/privateAppLegacy");
        }
        if (kinds.size() > 1) {
            throw new IllegalArgumentException(
                    "More than one kind of HubSpot credential is configured (" + String.join(" and ", kinds) + "): " + WAYS);
        }
        if (hasOAuth && !missing.isEmpty()) {
            throw new IllegalArgumentException("The OAuth credential lacks " + String.join(" and ", missing)
                    + ": clientId, clientSecret and refreshToken are needed together");
        }
        return hasOAuth
                ? new Credentials.OAuth(oauth.get("clientId"), oauth.get("clientSecret"), oauth.get("refreshToken"), tokenUrl)
                : accessToken != null ? bearer(accessToken)
                : new Credentials.ApiKeys(privateApp, privateAppLegacy);
    }

    private static Credentials bearer(String accessToken) {
        return accessToken.startsWith(FILE) ? new Credentials.TokenFile(Path.of(accessToken.substring(FILE.length())))
                : new Credentials.Bearer(accessToken);
    }

    /** Returns the value without surrounding whitespace; {@code null} if it is blank, which means not set. */
    private static String clean(String option, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.trim();
        boolean file = option.equals("accessToken") && text.startsWith(FILE);
        String flaw = file ? null : Credentials.flaw(text);
        if (flaw != null) {
            throw new IllegalArgumentException(option + " " + flaw + ": check how the value is read");
        }
        return text;
    }
}
