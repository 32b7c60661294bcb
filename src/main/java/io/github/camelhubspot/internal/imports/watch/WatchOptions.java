package io.github.camelhubspot.internal.imports.watch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import io.github.camelhubspot.internal.component.Since;
import io.github.camelhubspot.internal.imports.state.ObservedImport;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * What a watch polls and delivers.
 *
 * @param importId     {@code null} for all imports
 * @param states       states to deliver; {@code null} for all
 * @param since        imports that were last changed before are ignored
 * @param baseline     whether imports that exist at the first start ever are not delivered in their present state
 * @param fetchErrors  whether the first errors are delivered with a final state
 * @param name         name of the position in a repository
 * @param claimTimeout length of a time slot of {@link Leases}
 */
public record WatchOptions(String importId, List<String> states, Instant since, boolean baseline, boolean fetchErrors,
        String name, Duration claimTimeout) {

    private static final String NAME = "[A-Za-z0-9._-]{1,32}";

    /** @throws IllegalArgumentException if an option is invalid; the message names it */
    public static WatchOptions of(Arguments options, long claimTimeout, URI serviceUrl, InstantSource clock) {
        String importId = options.get(Parameters.IMPORT_ID);
        List<String> states = options.get(Parameters.STATES);
        String name = options.get(Parameters.WATCH_NAME);
        if (name != null && !name.matches(NAME)) {
            throw new IllegalArgumentException("watchName '" + name
                    + "' must be 1 to 32 letters, digits, dots, underscores or hyphens");
        }
        if (claimTimeout < 1) {
            throw new IllegalArgumentException("claimTimeout is " + claimTimeout + ", but must be more than 0");
        }
        String since = options.get(Parameters.SINCE);
        return new WatchOptions(importId, states, since == null ? Instant.MIN : Since.parse(since, clock),
                importId == null && !Boolean.TRUE.equals(options.get(Parameters.SEND_INITIAL_STATE)),
                Boolean.TRUE.equals(options.get(Parameters.FETCH_ERRORS)),
                name == null ? defaultName(serviceUrl, importId, states) : name, Duration.ofMillis(claimTimeout));
    }

    public boolean wants(ObservedImport observed) {
        return states == null || states.stream().anyMatch(state -> state.equalsIgnoreCase(observed.state()));
    }

    /**
     * Returns the same name after each start and in each JVM. Routes that deliver different states must not share a position,
     * because each records what it skips as handled. A digest keeps the name short: a key of Camel's JDBC repository has at most
     * 100 characters.
     */
    private static String defaultName(URI serviceUrl, String importId, List<String> states) {
        TreeSet<String> sorted = new TreeSet<>();
        if (states != null) {
            states.forEach(state -> sorted.add(state.toUpperCase(Locale.ROOT)));
        }
        String text = serviceUrl + "|" + (importId == null ? "" : importId) + "|" + String.join(",", sorted);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "watch-" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
