package io.github.camelhubspot.leads;

import java.util.List;

/** How the JVMs that are killed consume changes, what must hold then, and where it is worth to kill them. */
enum ChangesKillMode {

    /** The position alone is kept, after each page. */
    POSITION("", Kept.NOTHING, 200, "delivered"),

    /** Each exchange that is done is recorded. */
    REPOSITORY("&idempotentRepository=#repository", Kept.DONE, 1, "delivered", "recording", "recorded"),

    /** The route does its work and records it in one transaction, several of them at once. */
    TRANSACTION("&concurrency=4", Kept.WITH_THE_WORK, 0, "recording", "recorded", "worked", "done"),

    /** The transaction is that of a page. */
    TRANSACTION_BATCH("&batch=true", Kept.WITH_THE_WORK, 0, "recording", "recorded", "worked", "done"),

    /** One exchange brings a page. */
    BATCH("&batch=true", Kept.NOTHING, 200, "delivered", "done"),

    /** The position moves when all exchanges of a page are done, in whatever order. */
    CONCURRENT("&concurrency=4", Kept.NOTHING, 200, "delivered"),

    /** Of the exchanges that have begun, four at most are not recorded; and the next JVM begins with them. */
    CONCURRENT_REPOSITORY("&concurrency=4&idempotentRepository=#repository", Kept.DONE, 4, "delivered", "recording", "recorded"),

    /** Sweeps over the archived leads, by pages of the list. */
    ARCHIVED("&archived=true", Kept.NOTHING, 100, "delivered");

    /** What outlives a JVM beside the position. */
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

    /** What is added to the URI of the consumer. */
    String options() {
        return options;
    }

    /** How many versions a JVM may deliver that others have delivered before. */
    int mostRepeats() {
        return mostRepeats;
    }

    /** What JVMs report, where they may be killed. */
    List<String> points() {
        return points;
    }

    boolean needsDatabase() {
        return kept != Kept.NOTHING;
    }

    /** Whether the work of the route is in a database, instead of a report. */
    boolean isTransacted() {
        return kept == Kept.WITH_THE_WORK;
    }

    /** Whether an exchange brings a page. */
    boolean isBatch() {
        return this == BATCH || this == TRANSACTION_BATCH;
    }

    boolean isArchived() {
        return this == ARCHIVED;
    }

    /** Whether a JVM delivers in the order of the changes; otherwise only the versions of a lead are in order. */
    boolean isInOrder() {
        return this == POSITION || this == REPOSITORY || isBatch();
    }
}
