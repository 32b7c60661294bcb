package io.github.camelhubspot.component;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.client.Credentials;
import io.github.camelhubspot.client.HubSpotClient;
import io.github.camelhubspot.client.Json;
import io.github.camelhubspot.client.ServiceUrl;
import io.github.camelhubspot.client.http.AsyncTransport;
import io.github.camelhubspot.client.http.CamelHttpTransport;
import io.github.camelhubspot.client.http.HttpTransport;
import io.github.camelhubspot.client.http.TransportSettings;
import io.github.camelhubspot.client.resilience.ResilientCalls;
import io.github.camelhubspot.component.observe.AccountObservation;
import io.github.camelhubspot.component.observe.ObservedAccount;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * What all endpoints of a context share, whichever scheme they have: the tokens of an account, because two holders of one
 * grant would refresh it away from each other, and the connections. Lives as long as the context, so that a route that is
 * stopped and started again, or an address made for one message, costs nothing.
 */
public final class HubSpotConnections extends ServiceSupport {

    /** Calls that run at once after a wait, on the transport that blocks. */
    private static final int CLIENT_THREADS = 50;
    private static final int EXCHANGE_THREADS = 20;
    /** Looks at imports that run at once; each blocks until it has its answer. */
    private static final int LOOK_THREADS = 10;
    /** Camel takes a negative number for no queue at all. */
    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final ReentrantLock CREATION = new ReentrantLock();

    /** Threads of which no task is lost: one that comes when they have ended runs on the thread that brings it. */
    private record Pool(ExecutorService threads) implements Executor {

        @Override
        public void execute(Runnable task) {
            try {
                threads.execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        }
    }

    private record Account(URI base, Credentials credentials) {
    }

    private record Way(URI base, TransportSettings settings) {
    }

    private record Shared(ServiceUrl serviceUrl, Credentials credentials, Class<?> type) {
    }

    private final CamelContext camelContext;
    private final Map<Account, AccountCalls> accounts = new LinkedHashMap<>();
    private final Map<Way, HttpTransport> transports = new HashMap<>();
    private final Map<Shared, Object> shared = new HashMap<>();
    private ScheduledExecutorService timer;
    private Pool executor;
    private Pool exchanges;
    private Executor exchanging;
    private Pool looks;

    private HubSpotConnections(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /** The connections of a context. */
    static HubSpotConnections of(CamelContext camelContext) throws Exception {
        CREATION.lock();
        try {
            HubSpotConnections known = camelContext.hasService(HubSpotConnections.class);
            if (known == null) {
                known = new HubSpotConnections(camelContext);
                camelContext.addService(known, true, true);
            }
            return known;
        } finally {
            CREATION.unlock();
        }
    }

    /**
     * A client for a configuration.
     *
     * @param  healthCheck whether its account is to have a health check
     * @throws IllegalArgumentException if the configuration is not usable; the message names the option
     */
    HubSpotClient client(HubSpotConfiguration configuration, boolean healthCheck) throws Exception {
        ServiceUrl serviceUrl = ServiceUrl.of(configuration.getServiceUrl(), configuration.getApiVersion());
        Json json = new Json(configuration.getObjectMapper());
        lock.lock();
        try {
            ensureExecutors();
            HttpTransport transport = transport(
                    new Way(serviceUrl.base(), TransportOptions.settings(configuration, camelContext)));
            Account account = new Account(serviceUrl.base(), CredentialRules.credentials(configuration));
            CallSettings settings = CallSettings.of(configuration);
            AccountCalls calls = accounts.get(account);
            if (calls == null) {
                InstantSource clock = InstantSource.system();
                calls = new AccountCalls(settings.limits(), new ResilientCalls.Background(timer, executor),
                        new AccountObservation(camelContext, name(account), clock), clock);
                calls.authorize(account.credentials(), serviceUrl, transport, settings.manner(), json);
                calls.show(this);
                accounts.put(account, calls);
            }
            if (healthCheck) {
                calls.observation().enableHealthCheck();
            }
            return new HubSpotClient(serviceUrl, calls.connection(settings, transport, TransportOptions.secrets(configuration, camelContext, serviceUrl.base())), json);
        } finally {
            lock.unlock();
        }
    }

    /** The accounts that have been asked for so far, in that order. */
    List<ObservedAccount> accounts() {
        lock.lock();
        try {
            return accounts.values().stream().map(calls -> calls.observation().account()).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing of the credential, not even a hash: the host, and which of its accounts it is. */
    private String name(Account account) {
        String host = account.base().getHost();
        return host + "-" + (1 + accounts.keySet().stream().filter(other -> other.base().getHost().equals(host)).count());
    }

    /**
     * Where exchanges go on after a wait. Not where the component works itself: a route that blocks, perhaps on a wait of
     * its own, must not keep back the work that would end it.
     */
    Executor exchanges() {
        lock.lock();
        try {
            ensureExecutors();
            return exchanging;
        } finally {
            lock.unlock();
        }
    }

    /** Says when something is due that waits. */
    ScheduledExecutorService timer() {
        lock.lock();
        try {
            ensureExecutors();
            return timer;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What the endpoints of one account and API version share beside the connection; made when first asked for, and closed
     * with the context if it is {@link AutoCloseable}.
     *
     * @param create makes it of what schedules tasks and what runs them; these may block until HubSpot has answered, because
     *               what answers waits for is done elsewhere
     */
    <T> T shared(HubSpotConfiguration configuration, Class<T> type,
            BiFunction<ScheduledExecutorService, Executor, T> create) {
        Shared key = new Shared(ServiceUrl.of(configuration.getServiceUrl(), configuration.getApiVersion()),
                CredentialRules.credentials(configuration), type);
        lock.lock();
        try {
            ensureExecutors();
            return type.cast(shared.computeIfAbsent(key, none -> create.apply(timer, looks)));
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void doStop() throws Exception {
        lock.lock();
        try {
            for (Object one : shared.values()) {
                if (one instanceof AutoCloseable closeable) {
                    closeable.close(); // first of all, because it may end exchanges, which still need the rest
                }
            }
            // before the calls end, so that none of them can plan another try
            if (timer != null) {
                camelContext.getExecutorServiceManager().shutdownNow(timer);
            }
            accounts.values().forEach(AccountCalls::close);
            transports.values().forEach(HttpTransport::close);
            transports.clear();
            accounts.clear();
            shared.clear();
            if (timer != null) {
                for (Pool pool : List.of(looks, executor, exchanges)) {
                    camelContext.getExecutorServiceManager().shutdown(pool.threads());
                }
                timer = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void ensureExecutors() {
        if (timer == null) {
            // without a bound: each call under way has one entry, and a refused entry would be a call without a time-out
            timer = camelContext.getExecutorServiceManager().newScheduledThreadPool(this, "HubSpotTimer",
                    new ThreadPoolProfileBuilder("HubSpotTimer").poolSize(1).maxPoolSize(0).maxQueueSize(-1)
                            .rejectedPolicy(ThreadPoolRejectedPolicy.Abort).build());
            executor = pool("HubSpotClient", CLIENT_THREADS);
            exchanges = pool("HubSpotExchange", EXCHANGE_THREADS);
            exchanging = GrowingPool.of(exchanges, exchanges.threads(), timer);
            looks = pool("HubSpotLook", LOOK_THREADS);
        }
    }

    /** Without a bound on what waits: it is in memory anyway, has had its turn, and would never end if it were refused. */
    private Pool pool(String name, int threads) {
        return new Pool(camelContext.getExecutorServiceManager().newThreadPool(this, name, new ThreadPoolProfileBuilder(name)
                .poolSize(threads).maxPoolSize(threads).maxQueueSize(UNBOUNDED).allowCoreThreadTimeOut(true).keepAliveTime(10L)
                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort).build()));
    }

    private HttpTransport transport(Way way) throws Exception {
        HttpTransport known = transports.get(way);
        if (known == null) {
            known = way.settings().http2()
                    ? AsyncTransport.create(camelContext, way.base(), way.settings(), timer, executor)
                    : CamelHttpTransport.create(camelContext, way.base(), way.settings(), timer);
            transports.put(way, known);
        }
        return known;
    }
}
