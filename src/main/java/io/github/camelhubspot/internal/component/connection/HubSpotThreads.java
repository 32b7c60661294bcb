package io.github.camelhubspot.internal.component.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * Creates the thread pools that all endpoints of a context share, with Camel's executor manager. A thread-pool profile of the
 * user with the id of a pool replaces its defaults.
 *
 * <p>Thread-safe: all fields are set in the constructor.
 */
public final class HubSpotThreads {

    private static final String TIMER = "HubSpotTimer";
    private static final String CLIENT = "HubSpotClient";
    private static final String TRANSPORT = "HubSpotTransport";
    private static final String EXCHANGE = "HubSpotExchange";
    private static final String LOOKUP = "HubSpotLook";
    /** Maximum number of calls that run at once after a wait, each of which blocks its thread over HTTP/1.1. */
    private static final int CLIENT_THREADS = 50;
    /** Threads of the JDK's HTTP client, whose tasks are many and short and never block. */
    private static final int TRANSPORT_THREADS = 4;
    private static final int EXCHANGE_THREADS = 20;
    private static final int MAX_EXCHANGE_THREADS = 200;
    /** Maximum number of look-ups of imports that run at once; each blocks its thread until it has a response. */
    private static final int LOOKUP_THREADS = 10;
    /** Each queued task is a call or an exchange that is in memory anyway. When a queue is full, the caller runs the task. */
    private static final int QUEUE = 10_000;

    private final ExecutorServiceManager manager;
    private final Object source;
    private final Map<String, ExecutorService> pools = new LinkedHashMap<>();
    private final ScheduledExecutorService timer;
    private final Executor client;
    private final Executor transport;
    private final Executor exchange;
    private final Executor lookups;

    /** @param source owner of the pools in JMX */
    HubSpotThreads(CamelContext camelContext, Object source) {
        this.manager = camelContext.getExecutorServiceManager();
        this.source = source;
        // unbounded queue: each call in flight has one entry, and a call whose entry is rejected would have no time-out
        this.timer = manager.newScheduledThreadPool(source, TIMER, profile(new ThreadPoolProfileBuilder(TIMER).poolSize(1)
                .maxPoolSize(0).maxQueueSize(-1).rejectedPolicy(ThreadPoolRejectedPolicy.Abort).build()));
        this.client = bounded(profile(CLIENT, CLIENT_THREADS, CLIENT_THREADS));
        this.transport = bounded(profile(TRANSPORT, TRANSPORT_THREADS, TRANSPORT_THREADS));
        this.lookups = bounded(profile(LOOKUP, LOOKUP_THREADS, LOOKUP_THREADS));
        ThreadPoolProfile exchanges = profile(EXCHANGE, EXCHANGE_THREADS, MAX_EXCHANGE_THREADS);
        ExecutorService threads = pool(exchanges);
        this.exchange = GrowingPool.of(orCaller(threads), threads, timer, exchanges.getMaxPoolSize());
    }

    /** Schedules short tasks that must not block. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Runs calls after a wait; tasks may block until HubSpot has responded. */
    Executor client() {
        return client;
    }

    /** Runs the JDK's HTTP client; nothing may block on it. */
    Executor transport() {
        return transport;
    }

    /**
     * Resumes exchanges after a wait. The component does not run its own work here: a route that blocks, perhaps until another
     * wait ends, must not delay the work that ends the wait.
     */
    public Executor exchange() {
        return exchange;
    }

    /** Runs tasks that block until a response arrives on {@link #client}. */
    public Executor lookups() {
        return lookups;
    }

    /** Stops the timer. To be called before the calls end, so that none of them can schedule another attempt. */
    void stopTimer() {
        manager.shutdownNow(timer);
    }

    void stop() {
        pools.values().forEach(manager::shutdown);
    }

    /** Returns the pool of an executor by the id of its profile. */
    ExecutorService pool(String id) {
        return pools.get(id);
    }

    private Executor bounded(ThreadPoolProfile profile) {
        return new BoundedExecutor(pool(profile), profile.getMaxPoolSize(), QUEUE);
    }

    private ExecutorService pool(ThreadPoolProfile profile) {
        ExecutorService threads = manager.newThreadPool(source, profile.getId(), profile);
        pools.put(profile.getId(), threads);
        return threads;
    }

    private static Executor orCaller(ExecutorService threads) {
        return task -> {
            try {
                threads.execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        };
    }

    private ThreadPoolProfile profile(String id, int size, int maxSize) {
        return profile(new ThreadPoolProfileBuilder(id).poolSize(size).maxPoolSize(maxSize).maxQueueSize(QUEUE)
                .allowCoreThreadTimeOut(true).keepAliveTime(10L).rejectedPolicy(ThreadPoolRejectedPolicy.Abort).build());
    }

    private ThreadPoolProfile profile(ThreadPoolProfile defaults) {
        ThreadPoolProfile own = manager.getThreadPoolProfile(defaults.getId());
        if (own == null) {
            return defaults;
        }
        ThreadPoolProfile result = own.clone();
        result.addDefaults(defaults);
        result.setMaxPoolSize(Math.max(result.getMaxPoolSize(), result.getPoolSize()));
        return result;
    }
}
