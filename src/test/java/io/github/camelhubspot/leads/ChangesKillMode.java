package io.github.camelhubspot.leads;

import java.util.List;

/** How the JVMs that are killed consume changes, how many repeats a kill may cause, and at which points they are killed. */
enum ChangesKillMode {

    /** Only the position is stored, after each page. */
    POSITION("", Kept.NOTHING, 200, "delivered"),

    /** Each completed exchange is recorded. */
    REPOSITORY("&idempotentRepository=#repository", Kept.DONE, 1, "delivered", "recording", "recorded"),

    /** The route does its work and records it in one transaction; several exchanges run concurrently. */
    TRANSACTION("&concurrency=4", Kept.WITH_THE_WORK, 0, "recording", "recorded", "worked", "done"),

    /** One transaction for each page. */
    TRANSACTION_BATCH("&batch=true", Kept.WITH_THE_WORK, 0, "recording", "recorded", "worked", "done"),

    /** One exchange for each page. */
    BATCH("&batch=true", Kept.NOTHING, 200, "delivered", "done"),

    /** The position moves when all exchanges of a page are complete, in any order. */
    CONCURRENT("&concurrency=4", Kept.NOTHING, 200, "delivered"),

    /** At most four exchanges are in flight and not recorded; the next JVM begins with them. */
    CONCURRENT_REPOSITORY("&concurrency=4&idempotentRepository=#repository", Kept.DONE, 4, "delivered", "recording", "recorded"),

    /** Sweeps over the archived leads, page by page. */
    ARCHIVED("&archived=true", Kept.NOTHING, 100, "delivered");

    /** What is stored in addition to the position. */
    private enum Kept {
        NOTHING, DONE, WITH_THE_WORK
    }

    private final String options;
    private final Kept kept;
    private final int mostRepeats;
    private final List<String> points;

    ChangesKillMode(String options, Kept kept, int mostRepeats, String... points) {
        this.options = options;
        this.kept = kept;
        this.mostRepeats = mostRepeats;
        this.points = List.of(points);
    }

    /** Returns the options to add to the URI of the consumer. */
    String options() {
        return options;
    }

    /** Returns how many versions a JVM may deliver that were delivered before. */
    int mostRepeats() {
        return mostRepeats;
    }

    /** Returns the points at which JVMs may be killed. */
    List<String> points() {
        return points;
    }

    boolean needsDatabase() {
        return kept != Kept.NOTHING;
    }

    /** Whether the route writes deliveries to a database instead of reporting them. */
    boolean isTransacted() {
        return kept == Kept.WITH_THE_WORK;
    }

    /** Whether an exchange carries a page. */
    boolean isBatch() {
        return this == BATCH || this == TRANSACTION_BATCH;
    }

    boolean isArchived() {
        return this == ARCHIVED;
    }

    /** Whether a JVM delivers in the order of the changes; else only the versions of each lead are in order. */
    boolean isInOrder() {
        return this == POSITION || this == REPOSITORY || isBatch();
    }
}
