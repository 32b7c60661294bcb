package io.github.camelhubspot.internal.operation;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The supported versions of HubSpot's CRM API. They differ in paths and have the same bodies. */
public enum ApiVersion {
    V3("v3"), V2025_09("2025-09"), V2026_03("2026-03"), V2026_09("2026-09");

    private final String text;

    ApiVersion(String text) {
        this.text = text;
    }

    /** Returns the version as HubSpot and the option {@code apiVersion} write it. */
    public String text() {
        return text;
    }

    boolean dated() {
        return this != V3;
    }

    /**
     * Returns a version by its text.
     *
     * @throws IllegalArgumentException if there is no such version; the message lists the valid ones
     */
    public static ApiVersion of(String text) {
        for (ApiVersion version : values()) {
            if (version.text.equals(text)) {
                return version;
            }
        }
        throw new IllegalArgumentException("apiVersion '" + text + "' is not known: use one of "
                + Arrays.stream(values()).map(ApiVersion::text).collect(Collectors.joining(", ")));
    }
}
