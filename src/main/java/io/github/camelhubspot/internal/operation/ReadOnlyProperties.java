package io.github.camelhubspot.internal.operation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelhubspot.HubSpotValidationException;

/**
 * Remembers the properties that HubSpot refused to write because it calculates them. A lead that was read before is written
 * without them. They are learned from refusals instead of being looked up: a refused write changes nothing and can be repeated,
 * and an account without such properties needs no extra call.
 *
 * <p>Thread-safe: the names are in a concurrent set that only grows.
 */
public final class ReadOnlyProperties {

    private static final String CODE = "READ_ONLY_VALUE";
    /** HubSpot's message contains a JSON object for each property. */
    private static final Pattern PROPERTY_ERROR = Pattern.compile("\\{[^{}]*\\}");
    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"(\\w+)\"");
    /** Limit of names; an account has fewer properties. */
    private static final int MAX_NAMES = 1_000;

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /** Remembers the properties that a refusal names; returns whether it names any. */
    public boolean learn(HubSpotValidationException refusal) {
        return refusal.getStatus() == 400 && learn(refusal.getError().message(), refusal.getErrors());
    }

    /** Remembers the properties that an entry among the errors of a batch names; returns whether it names any. */
    public boolean learn(Map<String, ?> entry) {
        return learn(String.valueOf(entry.get("message")), ErrorDetails.errors(entry.get("errors")));
    }

    private boolean learn(String message, List<Map<String, Object>> details) {
        Set<String> named = new LinkedHashSet<>();
        for (Map<String, Object> detail : details) {
            if (CODE.equals(detail.get("code"))) {
                named.addAll(ErrorDetails.context(detail.get("context")).getOrDefault("propertyName", List.of()));
            }
        }
        if (message != null && message.contains(CODE)) {
            for (Matcher error = PROPERTY_ERROR.matcher(message); error.find();) {
                Matcher name = NAME.matcher(error.group());
                if (error.group().contains(CODE) && name.find()) {
                    named.add(name.group(1));
                }
            }
        }
        if (names.size() < MAX_NAMES) {
            names.addAll(named);
        }
        return !named.isEmpty();
    }

    /** Returns whether no property is known to be refused. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns the properties that can be written. */
    public <T> Map<String, T> without(Map<String, T> properties) {
        if (names.isEmpty()) {
            return properties;
        }
        Map<String, T> result = new LinkedHashMap<>(properties);
        result.keySet().removeAll(names);
        return result;
    }
}
