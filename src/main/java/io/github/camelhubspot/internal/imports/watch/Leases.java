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
 * Leases for work that only one JVM may do at a time, made of keys in an idempotent repository. A repository neither stores when
 * a key was added nor lets it expire, so the key contains a time slot: a lease is valid in the slot for which it was acquired and
 * in the next one. The lease of a killed JVM expires by itself after at most two slots; a running JVM renews its own.
 *
 * <p>Thread-safe. Between JVMs the repository decides: only one of them adds a key first.
 */
public final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /** Renews leases: the timer schedules and must not block, the executor calls the repository. */
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
     * Acquires a lease.
     *
     * @param  key prefix of the keys of the lease; the slot is appended
     * @return     {@code null} if another holder has it
     */
    Lease acquire(String key) {
        long now = now();
        if (repository.contains(key + (now - 1)) || !add(repository, key + now)) {
            return null;
        }
        // at the boundary of two slots, another JVM may add its key between the check and the add above;
        // both check again after they have added theirs, so at most one keeps the lease
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
     * Adds a key. A JDBC repository throws when another JVM inserts the same primary key first, which counts as present here.
     *
     * @return whether the key was absent
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

    /**
     * A lease that is renewed until it is closed. The lock guards the held slots, because the renewal may run while another
     * thread closes.
     */
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
                    LOG.warn("The claim {} could not be renewed, so another JVM may deliver the same transition", key, e);
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
