package io.github.camelhubspot.imports;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * Searches for the import of a start whose response was lost or unusable. The start is taken as successful if exactly one import
 * has its name and files, was created since the request was sent, and is not claimed by another start. In any other case the
 * outcome stays unknown.
 *
 * <p>Polls run one after the other on the executor, so {@code polls} needs no lock. {@link #stop} may run on any thread: the
 * first completion of the result wins.
 */
final class StartRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(ImportStarts.class);

    /** A new import may appear in the list late. */
    private static final int MAX_POLLS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** Maximum difference between the clocks of HubSpot's servers. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

    private final ImportStarts starts;
    private final ImportLookup lookup;
    private final ImportStarts.Attempt attempt;
    private final HubSpotOutcomeUnknownException unknown;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final Duration maxPause;
    private final CompletableFuture<ObservedImport> result = new CompletableFuture<>();
    private int polls;

    /** @param maxPause maximum time between two polls */
    StartRecovery(ImportStarts starts, ImportLookup lookup, ImportStarts.Attempt attempt,
            HubSpotOutcomeUnknownException unknown, ScheduledExecutorService timer, Executor executor, Duration maxPause) {
        this.starts = starts;
        this.lookup = lookup;
        this.attempt = attempt;
        this.unknown = unknown;
        this.timer = timer;
        this.executor = executor;
        this.maxPause = maxPause;
    }

    void begin() {
        executor.execute(this::poll);
    }

    /** Completes with the import that was started; fails if the outcome stays unknown. */
    CompletableFuture<ObservedImport> result() {
        return result;
    }

    /** Ends the search because Camel stops. */
    void stop() {
        fail("Camel stopped before the list of imports could be checked", List.of());
    }

    private void poll() {
        if (result.isDone()) {
            return;
        }
        polls++;
        try {
            check(lookup.listNow());
        } catch (RuntimeException e) {
            if (AwaitedImport.isRetryable(e) && polls < MAX_POLLS) {
                scheduleNextPoll();
            } else {
                fail("the list of imports could not be read: " + e.getMessage(), List.of());
            }
        }
    }

    private void check(ImportLookup.Snapshot list) {
        if (attempt.isConcurrent()) {
            fail("another start of an import of the name '" + attempt.name() + "' was in flight at the same time", List.of());
            return;
        }
        if (list.clockOrigin() == null) {
            fail("HubSpot's response has no Date header, so new imports cannot be told from older ones", List.of());
            return;
        }
        Instant since = list.clockOrigin().plusNanos(attempt.sentAt()).minus(CLOCK_TOLERANCE);
        List<ObservedImport> found = list.imports().values().stream().filter(one -> matches(one, since)).toList();
        String checked = "checked " + list.imports().size() + " imports of the app for the name '" + attempt.name()
                + "' and the files " + attempt.fileNames() + " since " + since.truncatedTo(ChronoUnit.SECONDS);
        if (found.size() > 1) {
            fail(checked + ": there are " + found.stream().map(ObservedImport::id).toList(), found);
        } else if (found.size() == 1 && starts.claim(found.get(0).id())) {
            LOG.warn("The response to the start of import '{}' was lost; import {}, created at {} and now {}, is taken as"
                    + " its result",
                    attempt.name(), found.get(0).id(), found.get(0).createdAt(), found.get(0).state());
            result.complete(found.get(0));
        } else if (polls < MAX_POLLS) {
            scheduleNextPoll();
        } else {
            fail(checked + ", " + polls + " times: there is none", List.of());
        }
    }

    private boolean matches(ObservedImport one, Instant since) {
        return attempt.name().equals(one.name()) && one.createdAt() != null && !one.createdAt().isBefore(since)
                && (one.fileNames() == null || new HashSet<>(one.fileNames()).equals(new HashSet<>(attempt.fileNames())))
                && !starts.isClaimed(one.id());
    }

    private void scheduleNextPoll() {
        if (result.isDone()) {
            return; // the timer may be shut down already
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (polls - 1));
        timer.schedule(() -> executor.execute(this::poll),
                Math.min(pause.toMillis(), maxPause.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void fail(String checked, List<ObservedImport> candidates) {
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
