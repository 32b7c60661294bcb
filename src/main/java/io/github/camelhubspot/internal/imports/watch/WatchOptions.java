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
 * What a watch looks at and delivers.
 *
 * @param importId     {@code null} for all imports
 * @param states       those to deliver; {@code null} for all
 * @param since        what was last changed before is ignored
 * @param baseline     whether what is there at the very first start is not delivered
 * @param fetchErrors  whether errors come along with a final state
 * @param name         of the position in a repository
 * @param claimTimeout how long a claim counts
 */
public record WatchOptions(String importId, List<String> states, Instant since, boolean baseline, boolean fetchErrors, String name,
        Duration claimTimeout) {

    private static final String NAME = "[A-Za-z0-9._-]{1,32}";

    /** @throws IllegalArgumentException if an option is not acceptable; the message names it */
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
     * The same after each start and in each JVM. Routes that deliver different states must not share a position: what one of
     * them skips is not dealt with for the other. A digest, because a table of Camel's JDBC repository has 100 characters
     * for a whole key.
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
