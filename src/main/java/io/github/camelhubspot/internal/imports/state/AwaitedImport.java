package io.github.camelhubspot.internal.imports.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An import that exchanges wait for: its last state, the time of its next poll, and the waits.
 *
 * <p>Not thread-safe: the lock of {@link ImportAwaiter} guards all fields. Only {@code id} and {@code interval} are also read
 * without it.
 */
public final class AwaitedImport {

    private static final Logger LOG = LoggerFactory.getLogger(ImportAwaiter.class);

    private static final long FIRST_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private record Waiter(ImportWait condition, long since, CompletableFuture<ObservedImport> result) {

        private long deadline() {
            return since + condition.timeout().toNanos();
        }
    }

    /**
     * A snapshot for JMX and the developer console.
     *
     * @param state       the last state seen; {@code null} before the first poll
     * @param exchanges   number of exchanges that wait
     * @param longestWait how long the first of them has been waiting
     */
    public record View(String importId, String state, int exchanges, Duration longestWait) {

        public String text() {
            return importId + ": " + (state == null ? "not seen yet" : state) + ", exchanges: " + exchanges + ", for "
                    + longestWait.toSeconds() + " s";
        }
    }

    private final String id;
    private final ImportLookup.Registration registration;
    private final List<Waiter> waiters = new ArrayList<>();
    private ObservedImport last;
    private Throwable lastFailure;
    private volatile long interval = FIRST_INTERVAL;
    private long nextPoll;
    private boolean polling;

    /** @param known the import as it was just read; {@code null} to poll it as soon as possible */
    AwaitedImport(String id, ImportLookup.Registration registration, ObservedImport known, long now) {
        this.id = id;
        this.registration = registration;
        this.last = known;
        this.nextPoll = known == null ? now : Long.MAX_VALUE;
    }

    String id() {
        return id;
    }

    /** Returns the present time between two polls in nanoseconds. */
    long interval() {
        return interval;
    }

    int waiting() {
        return waiters.size();
    }

    /** Adds a wait and restarts the polls at the short first interval. */
    CompletableFuture<ObservedImport> add(ImportWait wait, long now) {
        Waiter waiter = new Waiter(wait, now, new CompletableFuture<>());
        waiters.add(waiter);
        interval = Math.min(FIRST_INTERVAL, wait.pollInterval().toNanos());
        nextPoll = Math.min(nextPoll, aligned(now));
        return waiter.result();
    }

    long nextPoll() {
        return polling ? Long.MAX_VALUE : nextPoll;
    }

    /** Returns the time of the next poll or of the first timeout, whichever is earlier. */
    long nextEvent() {
        return Math.min(nextPoll(), waiters.stream().mapToLong(Waiter::deadline).min().orElse(Long.MAX_VALUE));
    }

    /** Returns whether a poll is due; if so, it is in flight until {@link #polled} or {@link #pollFailed}. */
    boolean beginPoll(long now) {
        if (polling || nextPoll > now) {
            return false;
        }
        polling = true;
        return true;
    }

    /** @param completions receives what completes the waits that have ended, to run without the lock */
    void polled(ObservedImport observed, long now, List<Runnable> completions) {
        lastFailure = null;
        if (last == null || !Objects.equals(last.state(), observed.state())) {
            LOG.info("Import {} is {}{}; exchanges that wait for it: {}", id, observed.state(),
                    last == null ? "" : ", was " + last.state(), waiters.size());
        } else if (!last.content().equals(observed.content())) {
            LOG.debug("Import {} is still {}, with counters {}", id, observed.state(), observed.counters());
        }
        last = observed;
        waiters.removeIf(waiter -> {
            try {
                if (!waiter.condition().isSatisfiedBy(observed)) {
                    return false;
                }
                completions.add(() -> waiter.result().complete(observed));
            } catch (RuntimeException e) {
                completions.add(() -> waiter.result().completeExceptionally(e));
            }
            return true;
        });
        scheduleNextPoll(now);
    }

    /** Fails all waits, unless the failure is retryable: then they continue, and a timeout reports the failure. */
    void pollFailed(Throwable failure, long now, List<Runnable> completions) {
        lastFailure = failure;
        if (isRetryable(failure)) {
            LOG.warn("Import {} could not be polled, exchanges continue to wait for it: {}", id, failure.getMessage());
            scheduleNextPoll(now);
            return;
        }
        waiters.forEach(waiter -> completions.add(() -> waiter.result().completeExceptionally(failure)));
        waiters.clear();
    }

    public static boolean isRetryable(Throwable failure) {
        return failure instanceof HubSpotServerException || failure instanceof HubSpotRateLimitException
                || failure instanceof HubSpotTransportException;
    }

    /** Fails the waits whose time has passed. Returns whether no wait is left, so that the import can be removed. */
    boolean expire(long now, List<Runnable> completions) {
        waiters.removeIf(waiter -> {
            if (waiter.deadline() > now) {
                return false;
            }
            completions.add(() -> waiter.result().completeExceptionally(waiter.condition().timedOut(last, lastFailure)));
            return true;
        });
        if (waiters.isEmpty()) {
            registration.close();
            return true;
        }
        return false;
    }

    void stop(List<Runnable> completions) {
        waiters.forEach(waiter -> completions.add(() -> waiter.result().completeExceptionally(waiter.condition().stopped(last))));
        waiters.clear();
        registration.close();
    }

    View view(long now) {
        return new View(id, last == null ? null : last.state(), waiters.size(),
                Duration.ofNanos(waiters.stream().mapToLong(waiter -> now - waiter.since()).max().orElse(0)));
    }

    private void scheduleNextPoll(long now) {
        polling = false;
        long longest = waiters.stream().mapToLong(waiter -> waiter.condition().pollInterval().toNanos()).min().orElse(interval);
        interval = Math.min(interval * 2, longest);
        nextPoll = aligned(now);
    }

    /** Returns the next multiple of the interval, so that imports with equal intervals are polled together. */
    private long aligned(long now) {
        return now - Math.floorMod(now, interval) + interval;
    }
}
