package io.github.camelhubspot.internal.component.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.internal.component.observe.ObservedAccount;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Leases accounts and transports to the endpoints of a context, whichever scheme they have. An account outlives its last
 * endpoint by {@link #IDLE_TIME}, so that a route that is stopped and started again keeps its connections and tokens.
 *
 * <p>Thread-safe: the lock of the service guards the resources, the idle leases and the threads. The actions that run when the
 * context stops have a concurrent set, because they run without the lock.
 */
public final class HubSpotConnections extends ServiceSupport {

    /** How long the lease of a stopped endpoint stays. */
    static final Duration IDLE_TIME = Duration.ofMinutes(5);
    /** Maximum number of leases of stopped endpoints. The oldest ones beyond it end at once. */
    static final int MAX_IDLE = 100;

    private static final long CHECK_MINUTES = 1;
    /** One lock per context, so that contexts do not block each other. */
    private static final Map<CamelContext, ReentrantLock> CREATION = Collections.synchronizedMap(new WeakHashMap<>());

    private final CamelContext camelContext;
    private final SharedResources resources;
    /** Leases of stopped endpoints, the oldest first. */
    private final Deque<AccountLease> idle = new ArrayDeque<>();
    private final Set<Runnable> stopActions = ConcurrentHashMap.newKeySet();
    private final LifecycleStrategy lifecycle = LifecycleStrategySupport
            .adapt(LifecycleStrategySupport.onCamelContextStopping(context -> stopActions.forEach(Runnable::run)));
    private HubSpotThreads threads;

    private HubSpotConnections(CamelContext camelContext) {
        this.camelContext = camelContext;
        this.resources = new SharedResources(camelContext, this);
    }

    /** Returns the connections of a context; creates them on first use. */
    public static HubSpotConnections of(CamelContext camelContext) throws Exception {
        HubSpotConnections existing = camelContext.hasService(HubSpotConnections.class);
        if (existing != null) {
            return existing;
        }
        ReentrantLock creation = CREATION.computeIfAbsent(camelContext, none -> new ReentrantLock());
        creation.lock();
        try {
            existing = camelContext.hasService(HubSpotConnections.class);
            if (existing == null) {
                existing = new HubSpotConnections(camelContext);
                camelContext.addService(existing, true, true);
            }
            return existing;
        } finally {
            creation.unlock();
        }
    }

    /**
     * Leases a client for a configuration until the lease is {@linkplain #release released}.
     *
     * @param  healthCheck whether the account gets a health check
     * @throws IllegalArgumentException if an option has an unusable value; the message names the option
     */
    public AccountLease lease(HubSpotConfiguration configuration, boolean healthCheck) throws Exception {
        lock.lock();
        try {
            return resources.lease(configuration, healthCheck, threads());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Marks a lease as idle because its endpoint is stopped. It ends after {@link #IDLE_TIME}, but not while calls or waits of
     * the account are in flight, or an exchange has a body that makes calls while it is read.
     */
    public void release(AccountLease lease) {
        lock.lock();
        try {
            if (threads == null || !resources.has(lease)) {
                return; // the context stops
            }
            lease.releasedAt(System.nanoTime());
            if (idle.isEmpty()) {
                scheduleEviction();
            }
            idle.addLast(lease);
            if (idle.size() > MAX_IDLE) {
                evict(lease.releasedAt());
            }
        } finally {
            lock.unlock();
        }
    }

    private void scheduleEviction() {
        HubSpotThreads current = threads;
        current.timer().schedule(() -> current.client().execute(() -> {
            lock.lock();
            try {
                evict(System.nanoTime());
                if (!idle.isEmpty()) {
                    scheduleEviction();
                }
            } finally {
                lock.unlock();
            }
        }), CHECK_MINUTES, TimeUnit.MINUTES);
    }

    /**
     * Ends the leases that have been idle for {@link #IDLE_TIME}, and the oldest ones beyond {@link #MAX_IDLE}.
     *
     * @param now as {@link System#nanoTime}
     */
    void evict(long now) {
        lock.lock();
        try {
            int excess = idle.size() - MAX_IDLE;
            for (Iterator<AccountLease> each = idle.iterator(); each.hasNext(); excess--) {
                AccountLease lease = each.next();
                if (excess <= 0 && now - lease.releasedAt() < IDLE_TIME.toNanos()) {
                    return;
                }
                if (!resources.isBusy(lease)) {
                    each.remove();
                    resources.end(lease);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the accounts with a lease, idle ones included, in the order of their first use. */
    public List<ObservedAccount> accounts() {
        lock.lock();
        try {
            return resources.accounts();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the threads that the endpoints share; creates them on first use. */
    public HubSpotThreads threads() {
        lock.lock();
        try {
            if (threads == null) {
                threads = new HubSpotThreads(camelContext, this);
            }
            return threads;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs an action when the context is about to stop, unless it is {@linkplain #forget removed} before. At that time the routes
     * still wait for their exchanges, so an action can end waits of exchanges.
     */
    public void whenStopping(Runnable action) {
        stopActions.add(action);
        if (camelContext.isStopping()) {
            action.run();
        }
    }

    public void forget(Runnable action) {
        stopActions.remove(action);
    }

    /**
     * Returns the object of a type that the endpoints of one account and API version share; creates it on first use. It is
     * closed with the account if it is {@link AutoCloseable}.
     *
     * @param create gets a scheduler, and an executor whose tasks may block until HubSpot has responded: responses arrive on
     *               other threads
     */
    public <T> T shared(HubSpotConfiguration configuration, Class<T> type,
            BiFunction<ScheduledExecutorService, Executor, T> create) {
        lock.lock();
        try {
            return resources.object(configuration, type, () -> create.apply(threads().timer(), threads().lookups()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void doStart() throws Exception {
        camelContext.addLifecycleStrategy(lifecycle);
    }

    @Override
    protected void doStop() throws Exception {
        camelContext.getLifecycleStrategies().remove(lifecycle);
        lock.lock();
        try {
            resources.closeObjects();
            if (threads != null) {
                threads.stopTimer();
            }
            resources.closeAccounts();
            idle.clear();
            stopActions.clear();
            if (threads != null) {
                threads.stop();
                threads = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
