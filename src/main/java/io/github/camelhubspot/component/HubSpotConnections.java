package io.github.camelhubspot.component;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.client.Authorization;
import io.github.camelhubspot.client.Credentials;
import io.github.camelhubspot.client.HubSpotClient;
import io.github.camelhubspot.client.Json;
import io.github.camelhubspot.client.ServiceUrl;
import io.github.camelhubspot.client.http.AsyncTransport;
import io.github.camelhubspot.client.http.CamelHttpTransport;
import io.github.camelhubspot.client.http.HttpTransport;
import io.github.camelhubspot.client.http.TransportSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.support.service.ServiceSupport;

/**
 * What all endpoints of a context share, whichever scheme they have: the tokens of an account, because two holders of one
 * grant would refresh it away from each other, and the connections. Lives as long as the context, so that a route that is
 * stopped and started again, or an address made for one message, costs nothing.
 */
public final class HubSpotConnections extends ServiceSupport {

    private static final int EXCHANGE_THREADS = 20;
    private static final ReentrantLock CREATION = new ReentrantLock();

    private record Account(URI base, Credentials credentials) {
    }

    private record Way(URI base, TransportSettings settings) {
    }

    private record Shared(ServiceUrl serviceUrl, Credentials credentials, Class<?> type) {
    }

    private final CamelContext camelContext;
    private final Map<Account, Authorization> accounts = new HashMap<>();
    private final Map<Way, HttpTransport> transports = new HashMap<>();
    private final Map<Shared, Object> shared = new HashMap<>();
    private ScheduledExecutorService timer;
    private ExecutorService executor;
    private ExecutorService exchanges;

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
     * @throws IllegalArgumentException if the configuration is not usable; the message names the option
     */
    HubSpotClient client(HubSpotConfiguration configuration) throws Exception {
        ServiceUrl serviceUrl = ServiceUrl.of(configuration.getServiceUrl(), configuration.getApiVersion());
        Json json = new Json(configuration.getObjectMapper());
        lock.lock();
        try {
            ensureExecutors();
            HttpTransport transport = transport(
                    new Way(serviceUrl.base(), TransportOptions.settings(configuration, camelContext)));
            Account account = new Account(serviceUrl.base(), CredentialRules.credentials(configuration));
            Authorization authorization = accounts.get(account);
            if (authorization == null) {
                authorization = Authorization.of(account.credentials(), serviceUrl, transport, executor,
                        InstantSource.system(), json);
                accounts.put(account, authorization);
            }
            return new HubSpotClient(serviceUrl, authorization, transport, executor, json);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where exchanges go on after a wait. Not where the component works itself: a route that blocks, perhaps on a wait of
     * its own, must not keep back the work that would end it.
     */
    Executor exchanges() {
        lock.lock();
        try {
            ensureExecutors();
            return exchanges;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What the endpoints of one account and API version share beside the connection; made when first asked for, and closed
     * with the context if it is {@link AutoCloseable}.
     *
     * @param create makes it of what schedules and what runs tasks
     */
    <T> T shared(HubSpotConfiguration configuration, Class<T> type,
            BiFunction<ScheduledExecutorService, Executor, T> create) {
        Shared key = new Shared(ServiceUrl.of(configuration.getServiceUrl(), configuration.getApiVersion()),
                CredentialRules.credentials(configuration), type);
        lock.lock();
        try {
            ensureExecutors();
            return type.cast(shared.computeIfAbsent(key, none -> create.apply(timer, executor)));
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
            transports.values().forEach(HttpTransport::close);
            transports.clear();
            accounts.clear();
            shared.clear();
            if (timer != null) {
                camelContext.getExecutorServiceManager().shutdown(timer);
                camelContext.getExecutorServiceManager().shutdown(executor);
                camelContext.getExecutorServiceManager().shutdown(exchanges);
                timer = null;
                executor = null;
                exchanges = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void ensureExecutors() {
        if (timer == null) {
            // without a bound: each call under way has one entry, and a refused entry would be a call without a time-out
            timer = camelContext.getExecutorServiceManager().newScheduledThreadPool(this, "HubSpotTimer",
                    new ThreadPoolProfileBuilder("HubSpotTimer").poolSize(1).maxPoolSize(0).maxQueueSize(-1).build());
            executor = camelContext.getExecutorServiceManager().newDefaultThreadPool(this, "HubSpotClient");
            // without a bound: an exchange that waits here is in memory anyway, and one that is refused would never end
            exchanges = camelContext.getExecutorServiceManager().newThreadPool(this, "HubSpotExchange",
                    new ThreadPoolProfileBuilder("HubSpotExchange").poolSize(EXCHANGE_THREADS).maxPoolSize(EXCHANGE_THREADS)
                            .maxQueueSize(-1).allowCoreThreadTimeOut(true).keepAliveTime(10L).build());
        }
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
