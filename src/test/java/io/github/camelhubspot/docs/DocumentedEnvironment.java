package io.github.camelhubspot.docs;

import java.util.Map;

import org.apache.camel.spi.PropertiesFunction;

/** Resolves the environment variables that the pages name to the default credentials of a sandbox. */
final class DocumentedEnvironment implements PropertiesFunction {

    private static final Map<String, String> VARIABLES = Map.of(
            "HUBSPOT_ACCESS_TOKEN", "sandbox-token",
            "HUBSPOT_CLIENT_ID", "sandbox-client",
            "HUBSPOT_CLIENT_SECRET", "sandbox-secret",
            "HUBSPOT_REFRESH_TOKEN", "sandbox-refresh",
            "PROXY_PASSWORD", "proxy-password");

    @Override
    public String getName() {
        return "env";
    }

    @Override
    public String apply(String name) {
        String value = VARIABLES.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the pages name an unknown environment variable: " + name);
        }
        return value;
    }
}
