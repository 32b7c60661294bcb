package io.github.camelhubspot.leads;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

import io.github.camelhubspot.internal.component.Since;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * The validated options of a consumer of changes.
 *
 * @param since        where the first start begins, as it was set
 * @param settleWindow minimum age of a change that is delivered
 * @param overlap      how far before the position each search begins
 * @param archived     whether archived leads are delivered instead of created and changed ones
 * @param associations object types whose associated ids are added to the leads; never {@code null}
 * @param name         name of the position in its repository
 * @param batch        whether an exchange has a page of leads instead of one lead
 * @param concurrency  maximum number of exchanges in flight
 * @param maxPerPoll   maximum number of exchanges per poll
 */
record ChangesOptions(String since, Duration settleWindow, Duration overlap, boolean archived, List<String> associations,
        String name, boolean batch, int concurrency, int maxPerPoll) {

    private static final String NAME = "[A-Za-z0-9._-]{1,32}";
    private static final String OBJECT_TYPE = "[A-Za-z0-9_-]+";
    private static final String NOW = "now";
    private static final String BEGINNING = "beginning";

    /** @throws IllegalArgumentException if an option has an unusable value; the message names the option */
    static ChangesOptions of(Arguments options, LeadsRequestOptions beans, URI serviceUrl, InstantSource clock) {
        if (beans.getStateRepository() != null && beans.getStateDirectory() != null) {
            throw new IllegalArgumentException(
                    "stateRepository and stateDirectory are both given, but a position is kept in one place: leave one out");
        }
        String name = options.get(Parameters.POSITION_NAME);
        if (name != null && !name.matches(NAME)) {
            throw new IllegalArgumentException("positionName '" + name
                    + "' must be 1 to 32 letters, digits, dots, underscores or hyphens");
        }
        boolean archived = Boolean.TRUE.equals(options.get(Parameters.ARCHIVED));
        if (archived && options.get(Parameters.FILTER_GROUPS) != null) {
            throw new IllegalArgumentException("filterGroups does not apply with archived=true: HubSpot does not search"
                    + " archived leads; filter in the route");
        }
        boolean batch = Boolean.TRUE.equals(options.get(Parameters.BATCH));
        int concurrency = orElse(options.get(Parameters.CONCURRENCY), 1);
        if (batch && concurrency > 1) {
            throw new IllegalArgumentException("concurrency is " + concurrency
                    + ", but with batch=true there is one exchange at a time: leave one of them out");
        }
        int most = orElse(options.get(Parameters.MAX_MESSAGES_PER_POLL), 0);
        String since = options.get(Parameters.SINCE);
        List<String> associations = options.get(Parameters.ASSOCIATIONS);
        if (associations != null && !associations.stream().allMatch(type -> type.matches(OBJECT_TYPE))) {
            throw new IllegalArgumentException("associations '" + String.join(",", associations)
                    + "' must be object types, such as contacts,companies or 0-1");
        }
        ChangesOptions result = new ChangesOptions(since == null ? NOW : since.strip(),
                options.get(Parameters.SETTLE_WINDOW), options.get(Parameters.OVERLAP), archived,
                associations == null ? List.of() : associations, name == null ? defaultName(serviceUrl, archived) : name,
                batch, concurrency, most == 0 ? Integer.MAX_VALUE : most);
        result.start(clock);
        return result;
    }

    /**
     * Returns where the first start begins, at 1970-01-01 or later.
     *
     * @throws IllegalArgumentException if {@code since} is no moment, or one in the future
     */
    Instant start(InstantSource clock) {
        if (since.equalsIgnoreCase(BEGINNING)) {
            return Instant.EPOCH;
        }
        Instant now = clock.instant();
        if (since.equalsIgnoreCase(NOW)) {
            return now;
        }
        Instant start;
        try {
            start = Since.parse(since, InstantSource.fixed(now));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", nor '" + NOW + "' or '" + BEGINNING + "'", e);
        }
        if (start.isAfter(now)) {
            throw new IllegalArgumentException("since '" + since
                    + "' is in the future: changes until then would be missed. Use '" + NOW + "' or a moment that has passed");
        }
        return start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start;
    }

    private static int orElse(Integer value, int other) {
        return value == null ? other : value;
    }

    /**
     * Returns a name that depends on the service URL and {@code archived} only, so that it stays the same in each JVM and when
     * other options change: under another name the stored position would not be found, and changes would be missed.
     */
    private static String defaultName(URI serviceUrl, boolean archived) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(serviceUrl.toString().getBytes(StandardCharsets.UTF_8));
            return (archived ? "archived-leads-" : "leads-") + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
