package io.github.camelhubspot.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.internal.imports.state.AwaitedImport;
import io.github.camelhubspot.internal.imports.state.ImportLookup;
import io.github.camelhubspot.internal.imports.state.ObservedImport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the import of a start that had no usable answer. Exactly one import of the same name and files, made since the
 * start and by no other start, is taken for it; in any other case the outcome stays unknown.
 */
final class UnclearStart {

    private static final Logger LOG = LoggerFactory.getLogger(ImportStarts.class);
    /** An import may show in the list late. */
    private static final int LOOKS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** By how much the clocks of HubSpot's machines may differ. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final ImportStarts starts;
    private final ImportLookup lookup;
    private final ImportStarts.Attempt attempt;
    private final HubSpotOutcomeUnknownException unknown;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final Duration longestPause;
    private final CompletableFuture<ObservedImport> result = new CompletableFuture<>();
    private int looks;

    /** @param longestPause longest time between two looks */
    UnclearStart(ImportStarts starts, ImportLookup lookup, ImportStarts.Attempt attempt,
            HubSpotOutcomeUnknownException unknown, ScheduledExecutorService timer, Executor executor, Duration longestPause) {
        this.starts = starts;
        this.lookup = lookup;
        this.attempt = attempt;
        this.unknown = unknown;
        this.timer = timer;
        this.executor = executor;
        this.longestPause = longestPause;
    }

    void begin() {
        executor.execute(this::look);
    }

    /** The import that was started; fails if that is not clear. */
    CompletableFuture<ObservedImport> result() {
        return result;
    }

    /** Camel stops. */
    void stop() {
        giveUp("Camel stopped before the imports of the app could be looked through", List.of());
    }

    private void look() {
        if (result.isDone()) {
            return;
        }
        looks++;
        try {
            judge(lookup.now());
        } catch (RuntimeException e) {
            if (AwaitedImport.mayPass(e) && looks < LOOKS) {
                lookLater();
            } else {
                giveUp("the imports of the app could not be looked through: " + e.getMessage(), List.of());
            }
        }
    }

    private void judge(ImportLookup.Snapshot list) {
        if (attempt.isContested()) {
            giveUp("another start of an import of the name '" + attempt.name() + "' was under way at the same time", List.of());
            return;
        }
        if (list.clockOrigin() == null) {
            giveUp("HubSpot's answer has no Date header, so it cannot be told which imports are new", List.of());
            return;
        }
        Instant since = list.clockOrigin().plusNanos(attempt.begun()).minus(TOLERANCE);
        List<ObservedImport> found = list.imports().values().stream().filter(one -> fits(one, since)).toList();
        String checked = "checked " + list.imports().size() + " imports of the app for the name '" + attempt.name()
                + "' and the files " + attempt.fileNames() + " since " + since.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        if (found.size() > 1) {
            giveUp(checked + ": there are " + found.stream().map(ObservedImport::id).toList(), found);
        } else if (found.size() == 1 && starts.claim(found.get(0).id())) {
            LOG.warn("The answer to the start of import '{}' was lost; import {}, made at {} and {} now, is taken for it",
                    attempt.name(), found.get(0).id(), found.get(0).createdAt(), found.get(0).state());
            result.complete(found.get(0));
        } else if (looks < LOOKS) {
            lookLater();
        } else {
            giveUp(checked + ", " + looks + " times: there is none", List.of());
        }
    }

    private boolean fits(ObservedImport one, Instant since) {
        return attempt.name().equals(one.name()) && one.createdAt() != null && !one.createdAt().isBefore(since)
                && (one.fileNames() == null || new HashSet<>(one.fileNames()).equals(new HashSet<>(attempt.fileNames())))
                && !starts.isClaimed(one.id());
    }

    private void lookLater() {
        if (result.isDone()) {
            return; // Camel stops
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (looks - 1));
        timer.schedule(() -> executor.execute(this::look),
                Math.min(pause.toMillis(), longestPause.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void giveUp(String checked, List<ObservedImport> candidates) {
        Map<String, List<String>> context = new LinkedHashMap<>(unknown.getContext());
        context.put("checked", List.of(checked));
        if (!candidates.isEmpty()) {
            context.put("importId", new ArrayList<>(candidates.stream().map(ObservedImport::id).toList()));
        }
        HubSpotError error = unknown.getError();
        result.completeExceptionally(new HubSpotOutcomeUnknownException(
                error.withMessage(error.message() + "; " + checked).withContext(context), unknown.getCause()));
    }
}
