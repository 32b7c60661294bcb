package io.github.camelhubspot.component;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.util.URISupport;

/** Keeps the secrets of an endpoint URI out of Camel's own log, as far as Camel lets it. */
final class UriSecrets {

    private static final Set<String> ALL = Set.of("accessToken", "clientSecret", "refreshToken", "privateApp",
            "privateAppLegacy", "proxyPassword");
    /** Camel masks the others by itself in what it logs of a URI; these have to be told to it. */
    private static final Set<String> UNKNOWN_TO_CAMEL = Set.of("privateApp", "privateAppLegacy");

    /** A secret while Camel logs the parameters of a URI. */
    private record Hidden(Object value) {
        @Override
        public String toString() {
            return "xxxxxx";
        }
    }

    private UriSecrets() {
    }

    /**
     * Tells Camel to mask the options that it does not know as secrets.
     *
     * @throws IllegalArgumentException if it cannot mask them
     */
    static void mask(Collection<String> options) {
        List<String> unknown = options.stream().filter(option -> contains(UNKNOWN_TO_CAMEL, option)).toList();
        // Camel replaces what was told to it before, the user's own words too: hence only when there is such a secret
        if (unknown.size() > 1 || unknown.size() == 1 && !tellCamel(unknown.get(0))) {
            throw new IllegalArgumentException(String.join(" and ", unknown) + " cannot stand in a URI here, because Camel "
                    + "would show it in its log: set it on the component or a HubSpotConfiguration bean");
        }
    }

    /** Replaces the secrets among the parameters by something that does not show them. */
    static void hide(Map<String, Object> parameters) {
        parameters.replaceAll((name, value) -> contains(ALL, name) ? new Hidden(value) : value);
    }

    /** @return whether there are secrets among the parameters */
    static boolean reveal(Map<String, Object> parameters) {
        boolean any = parameters.values().stream().anyMatch(Hidden.class::isInstance);
        parameters.replaceAll((name, value) -> value instanceof Hidden hidden ? hidden.value() : value);
        return any;
    }

    private static boolean contains(Set<String> options, String name) {
        return options.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Asked for by name: Camel 4.14, on which the same jar runs, does not have it. */
    private static boolean tellCamel(String option) {
        try {
            URISupport.class.getMethod("addSanitizeKeywords", String.class).invoke(null, option);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
