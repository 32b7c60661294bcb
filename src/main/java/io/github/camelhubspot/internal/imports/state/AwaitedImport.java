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

/** An import that exchanges wait for: what was seen of it, when to look again, and who waits. Guarded by the awaiter. */
public final class AwaitedImport {

    private static final Logger LOG = LoggerFactory.getLogger(ImportAwaiter.class);
    private static final long FIRST_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private record Waiter(ImportWait goal, long since, CompletableFuture<ObservedImport> result) {

        private long deadline() {
            return since + goal.timeout().toNanos();
        }
    }

    /**
     * What can be told of it.
     *
     * @param state     the last one seen; {@code null} if it has not been seen yet
     * @param exchanges how many wait for it
     * @param longest   how long the first of them has been waiting
     */
    public record View(String importId, String state, int exchanges, Duration longest) {

        public String text() {
            return importId + ": " + (state == null ? "not seen yet" : state) + ", exchanges: " + exchanges + ", for "
                    + longest.toSeconds() + " s";
        }
    }

    private final String id;
    private final ImportLookup.Interest interest;
    private final List<Waiter> waiters = new ArrayList<>();
    private ObservedImport last;
    private Throwable lastFailure;
    private volatile long interval = FIRST_INTERVAL;
    private long nextLook;
    private boolean looking;

    /** @param known {@code null} if the import has not been seen yet, and is to be looked at as soon as possible */
    AwaitedImport(String id, ImportLookup.Interest interest, ObservedImport known, long now) {
        this.id = id;
        this.interest = interest;
        this.last = known;
        this.nextLook = known == null ? now : Long.MAX_VALUE;
    }

    String id() {
        return id;
    }

    /** Nanoseconds between two looks at present. */
    long interval() {
        return interval;
    }

    int waiting() {
        return waiters.size();
    }

    /** Somebody who comes anew gets the quick looks of the beginning. */
    CompletableFuture<ObservedImport> add(ImportWait wait, long now) {
        Waiter waiter = new Waiter(wait, now, new CompletableFuture<>());
        waiters.add(waiter);
        interval = Math.min(FIRST_INTERVAL, wait.pollInterval().toNanos());
        nextLook = Math.min(nextLook, aligned(now));
        return waiter.result();
    }

    long nextLook() {
        return looking ? Long.MAX_VALUE : nextLook;
    }

    /** When something is to be done: a look, or the end of a wait. */
    long nextEvent() {
        return Math.min(nextLook(), waiters.stream().mapToLong(Waiter::deadline).min().orElse(Long.MAX_VALUE));
    }

    /** @return whether a look is due, which is then under way until {@link #seen} or {@link #failed} */
    boolean beginLook(long now) {
        if (looking || nextLook > now) {
            return false;
        }
        looking = true;
        return true;
    }

    void seen(ObservedImport observed, long now, List<Runnable> ends) {
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
                if (!waiter.goal().isOver(observed)) {
                    return false;
                }
                ends.add(() -> waiter.result().complete(observed));
            } catch (RuntimeException e) {
                ends.add(() -> waiter.result().completeExceptionally(e));
            }
            return true;
        });
        lookLater(now);
    }

    /** A failure that may pass leaves the waits as they are; it is told when they end without a result. */
    void failed(Throwable failure, long now, List<Runnable> ends) {
        lastFailure = failure;
        if (mayPass(failure)) {
            LOG.warn("Import {} could not be looked at, exchanges go on waiting for it: {}", id, failure.getMessage());
            lookLater(now);
            return;
        }
        waiters.forEach(waiter -> ends.add(() -> waiter.result().completeExceptionally(failure)));
        waiters.clear();
    }

    public static boolean mayPass(Throwable failure) {
        return failure instanceof HubSpotServerException || failure instanceof HubSpotRateLimitException
                || failure instanceof HubSpotTransportException;
    }

    /** @return whether nobody waits any more, so that the import can be forgotten */
    boolean endLate(long now, List<Runnable> ends) {
        waiters.removeIf(waiter -> {
            if (waiter.deadline() > now) {
                return false;
            }
            ends.add(() -> waiter.result().completeExceptionally(waiter.goal().late(last, lastFailure)));
            return true;
        });
        if (waiters.isEmpty()) {
            interest.close();
            return true;
        }
        return false;
    }

    void stop(List<Runnable> ends) {
        waiters.forEach(waiter -> ends.add(() -> waiter.result().completeExceptionally(waiter.goal().stopped(last))));
        waiters.clear();
        interest.close();
    }

    View view(long now) {
        return new View(id, last == null ? null : last.state(), waiters.size(),
                Duration.ofNanos(waiters.stream().mapToLong(waiter -> now - waiter.since()).max().orElse(0)));
    }

    private void lookLater(long now) {
        looking = false;
        long longest = waiters.stream().mapToLong(waiter -> waiter.goal().pollInterval().toNanos()).min().orElse(interval);
        interval = Math.min(interval * 2, longest);
        nextLook = aligned(now);
    }

    /** The next multiple of the interval: imports that are looked at equally often are looked at together. */
    private long aligned(long now) {
        return now - Math.floorMod(now, interval) + interval;
    }
}
