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
 * The threads that all endpoints of a context share, from Camel's executor manager. A thread-pool profile of the user with the id
 * of a pool replaces its defaults.
 *
 * <p>Thread-safe.
 */
public final class HubSpotThreads {

    private static final String TIMER = "HubSpotTimer";
    private static final String CLIENT = "HubSpotClient";
    private static final String EXCHANGE = "HubSpotExchange";
    private static final String LOOK = "HubSpotLook";
    /** Calls that run at once after a wait, on the transport that blocks. */
    private static final int CLIENT_THREADS = 50;
    private static final int EXCHANGE_THREADS = 20;
    private static final int MOST_EXCHANGE_THREADS = 200;
    /** Look-ups of imports that run at once; each blocks until it has its answer. */
    private static final int LOOK_THREADS = 10;
    /** Each task is a call or an exchange that is in memory anyway. When a queue is full, the caller runs the task itself. */
    private static final int QUEUE = 10_000;

    private final ExecutorServiceManager manager;
    private final Object source;
    private final Map<String, ExecutorService> pools = new LinkedHashMap<>();
    private final ScheduledExecutorService timer;
    private final Executor client;
    private final Executor exchange;
    private final Executor look;

    /** @param source owner of the pools, for JMX */
    HubSpotThreads(CamelContext camelContext, Object source) {
        this.manager = camelContext.getExecutorServiceManager();
        this.source = source;
        // no bound on its queue: each call under way has one entry, and a refused entry would be a call without a time-out
        this.timer = manager.newScheduledThreadPool(source, TIMER, profile(new ThreadPoolProfileBuilder(TIMER).poolSize(1)
                .maxPoolSize(0).maxQueueSize(-1).rejectedPolicy(ThreadPoolRejectedPolicy.Abort).build()));
        this.client = bounded(profile(CLIENT, CLIENT_THREADS, CLIENT_THREADS));
        this.look = bounded(profile(LOOK, LOOK_THREADS, LOOK_THREADS));
        ThreadPoolProfile exchanges = profile(EXCHANGE, EXCHANGE_THREADS, MOST_EXCHANGE_THREADS);
        ExecutorService threads = pool(exchanges);
        this.exchange = GrowingPool.of(orCaller(threads), threads, timer, exchanges.getMaxPoolSize());
    }

    /** Says when something is due that waits; nothing may block on it. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Runs calls after a wait; their tasks may block until HubSpot has answered. */
    Executor client() {
        return client;
    }

    /**
     * Where exchanges go on after a wait. Not where the component works itself: a route that blocks, perhaps on a wait of
     * its own, must not keep back the work that would end it.
     */
    public Executor exchange() {
        return exchange;
    }

    /** Runs what waits for answers that come on {@link #client}. */
    public Executor look() {
        return look;
    }

    /** Before the calls end, so that none of them can plan another attempt. */
    void stopTimer() {
        manager.shutdownNow(timer);
    }

    void stop() {
        pools.values().forEach(manager::shutdown);
    }

    /** The threads behind one of the executors, by the id of its profile. */
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

    private ThreadPoolProfile profile(String id, int size, int most) {
        return profile(new ThreadPoolProfileBuilder(id).poolSize(size).maxPoolSize(most).maxQueueSize(QUEUE)
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
