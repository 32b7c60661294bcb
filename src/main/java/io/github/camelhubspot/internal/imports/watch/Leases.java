package io.github.camelhubspot.internal.imports.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims on things that only one JVM at a time may do, by nothing but the keys of a repository. A repository neither says when
 * a key was added nor lets it expire, so time is a part of the key: a claim counts in the time slot that it was made for and in
 * the next one. That of a JVM that was killed is void after two slots at the latest, by itself; that of one at work is renewed.
 */
public final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /** What renews claims: a timer, on which nothing may block, and a pool. */
    public record Background(ScheduledExecutorService timer, Executor executor) {
    }

    private final IdempotentRepository repository;
    private final Duration slot;
    private final InstantSource clock;
    private final Background background;

    Leases(IdempotentRepository repository, Duration slot, InstantSource clock, Background background) {
        this.repository = repository;
        this.slot = slot;
        this.clock = clock;
        this.background = background;
    }

    /**
     * Claims a thing.
     *
     * @param  key what the keys of its claims begin with
     * @return     {@code null} if somebody else has it
     */
    Lease claim(String key) {
        long now = now();
        if (repository.contains(key + (now - 1)) || !add(repository, key + now)) {
            return null;
        }
        // between the look at one slot and the claim for the next, another JVM may have claimed on the border of the two;
        // as both look again after they have claimed, at most one stays
        if (repository.contains(key + (now - 1)) || repository.contains(key + (now + 1))) {
            repository.remove(key + now);
            return null;
        }
        return new Lease(key, now);
    }

    private long now() {
        return Math.floorDiv(clock.millis(), slot.toMillis());
    }

    /**
     * Adds a key. A JDBC repository that loses the race against another JVM fails on its primary key instead of answering.
     *
     * @return whether it was not there
     */
    static boolean add(IdempotentRepository repository, String key) {
        try {
            boolean added = repository.add(key);
            repository.confirm(key);
            return added;
        } catch (RuntimeException e) {
            if (repository.contains(key)) {
                return false;
            }
            throw e;
        }
    }

    /** A claim, renewed until it is closed. */
    final class Lease implements AutoCloseable {

        private final ReentrantLock lock = new ReentrantLock();
        private final String key;
        private final Deque<Long> held = new ArrayDeque<>();
        private final ScheduledFuture<?> renewal;
        private boolean closed;

        private Lease(String key, long now) {
            this.key = key;
            held.add(now);
            long period = Math.max(1, slot.toMillis() / 2);
            this.renewal = background.timer().scheduleWithFixedDelay(() -> background.executor().execute(this::renew), period,
                    period, TimeUnit.MILLISECONDS);
        }

        private void renew() {
            lock.lock();
            try {
                long now = now();
                if (closed || now <= held.getLast()) {
                    return;
                }
                try {
                    add(repository, key + now);
                    held.add(now);
                    while (held.getFirst() < now - 1) {
                        repository.remove(key + held.getFirst());
                        held.removeFirst();
                    }
                } catch (RuntimeException e) {
                    LOG.warn("The claim {} could not be renewed: another JVM may deliver the same", key, e);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                closed = true;
                renewal.cancel(false);
                held.forEach(each -> repository.remove(key + each));
            } finally {
                lock.unlock();
            }
        }
    }
}
