package io.github.camelhubspot.internal.component.connection;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.internal.auth.Credentials;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.component.observe.AccountObservation;
import io.github.camelhubspot.internal.component.observe.ObservedAccount;
import io.github.camelhubspot.internal.http.AsyncTransport;
import io.github.camelhubspot.internal.http.CamelHttpTransport;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.TransportSettings;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.resilience.ResilientCalls;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all endpoints of a context share, whichever scheme they have: the tokens of an account, because two holders of one
 * grant would refresh it away from each other, and the connections. An account stays for a while after its last endpoint is
 * stopped, so that a route that is stopped and started again costs nothing.
 *
 * <p>Thread-safe; the lock of the service guards accounts, transports and leases.
 */
public final class HubSpotConnections extends ServiceSupport {

    /** How long an account and its connections stay after the last endpoint that used them was stopped. */
    static final Duration IDLE_TIME = Duration.ofMinutes(5);
    /** Leases of stopped endpoints that may wait for that. The oldest ones beyond it are ended at once. */
    static final int MOST_IDLE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(HubSpotConnections.class);
    private static final long CHECK_MINUTES = 1;
    /** A lock for each context, so that no context waits for another one. */
    private static final Map<CamelContext, ReentrantLock> CREATION = Collections.synchronizedMap(new WeakHashMap<>());

    private record Account(URI base, Credentials credentials) {
    }

    private record Way(URI base, TransportSettings settings) {
    }

    private record Shared(ServiceUrl serviceUrl, Credentials credentials, Class<?> type) {
    }

    /** What an endpoint uses from its start until it is stopped. */
    public static final class Lease {

        private final Account account;
        private final Way way;
        private final HubSpotClient client;
        private final AtomicInteger openBodies = new AtomicInteger();
        private long releasedAt;

        private Lease(Account account, Way way, HubSpotClient client) {
            this.account = account;
            this.way = way;
            this.client = client;
        }

        public HubSpotClient client() {
            return client;
        }

        /** The body of an exchange makes calls while it is read. */
        public void bodyOpened() {
            openBodies.incrementAndGet();
        }

        public void bodyClosed() {
            openBodies.decrementAndGet();
        }
    }

    private final CamelContext camelContext;
    private final Map<Account, AccountCalls> accounts = new LinkedHashMap<>();
    private final Map<Way, HttpTransport> transports = new HashMap<>();
    private final Map<Shared, Object> shared = new HashMap<>();
    /** How many leases there are of an account or a way. */
    private final Map<Object, Integer> leases = new HashMap<>();
    private final Deque<Lease> released = new ArrayDeque<>();
    /** Routes stop first, and wait for their exchanges: these must not wait for others then. */
    private final Set<Runnable> stopping = ConcurrentHashMap.newKeySet();
    private final LifecycleStrategy lifecycle = LifecycleStrategySupport
            .adapt(LifecycleStrategySupport.onCamelContextStopping(context -> stopping.forEach(Runnable::run)));
    private HubSpotThreads threads;

    private HubSpotConnections(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /** The connections of a context. */
    public static HubSpotConnections of(CamelContext camelContext) throws Exception {
        HubSpotConnections known = camelContext.hasService(HubSpotConnections.class);
        return known == null ? created(camelContext) : known;
    }

    private static HubSpotConnections created(CamelContext camelContext) throws Exception {
        ReentrantLock creation = CREATION.computeIfAbsent(camelContext, none -> new ReentrantLock());
        creation.lock();
        try {
            HubSpotConnections known = camelContext.hasService(HubSpotConnections.class);
            if (known == null) {
                known = new HubSpotConnections(camelContext);
                camelContext.addService(known, true, true);
            }
            return known;
        } finally {
            creation.unlock();
        }
    }

    /**
     * A client for a configuration, until the lease is {@linkplain #release released}.
     *
     * @param  healthCheck whether its account is to have a health check
     * @throws IllegalArgumentException if the configuration is not usable; the message names the option
     */
    public Lease lease(HubSpotConfiguration configuration, boolean healthCheck) throws Exception {
        ServiceUrl serviceUrl = ServiceUrl.of(configuration.getServiceUrl(), configuration.getApiVersion());
        Json json = new Json(configuration.getObjectMapper());
        lock.lock();
        try {
            Way way = new Way(serviceUrl.base(), TransportOptions.settings(configuration, camelContext));
            HttpTransport transport = transport(way);
            Account account = new Account(serviceUrl.base(), CredentialValidator.credentials(configuration));
            CallSettings settings = CallSettings.of(configuration);
            AccountCalls calls = accounts.get(account);
            if (calls == null) {
                InstantSource clock = InstantSource.system();
                calls = new AccountCalls(settings.limits(), new ResilientCalls.Background(threads().timer(), threads().client()),
                        new AccountObservation(camelContext, name(account), clock), clock, way);
                calls.authorize(account.credentials(), serviceUrl, transport, settings.manner(), json);
                calls.show(this);
                accounts.put(account, calls);
                leases.merge(way, 1, Integer::sum); // its requests for tokens go this way, too
            }
            if (healthCheck) {
                calls.observation().enableHealthCheck();
            }
            HubSpotClient client = new HubSpotClient(serviceUrl, calls.connection(settings, transport,
                    TransportOptions.secrets(configuration, camelContext, serviceUrl.base())), json);
            Lease lease = new Lease(account, way, client);
            leases.merge(account, 1, Integer::sum);
            leases.merge(way, 1, Integer::sum);
            return lease;
        } finally {
            lock.unlock();
        }
    }

    /**
     * An endpoint is stopped. What it used stays for a while, and in any case as long as calls or waits are under way, and as long
     * as there is an exchange whose body makes calls while it is read.
     */
    public void release(Lease lease) {
        lock.lock();
        try {
            if (threads == null || !accounts.containsKey(lease.account)) {
                return; // the context stops
            }
            lease.releasedAt = System.nanoTime();
            if (released.isEmpty()) {
                evictLater();
            }
            released.addLast(lease);
            if (released.size() > MOST_IDLE) {
                evict(lease.releasedAt);
            }
        } finally {
            lock.unlock();
        }
    }

    private void evictLater() {
        HubSpotThreads used = threads;
        used.timer().schedule(() -> used.client().execute(() -> {
            lock.lock();
            try {
                evict(System.nanoTime());
                if (!released.isEmpty()) {
                    evictLater();
                }
            } finally {
                lock.unlock();
            }
        }), CHECK_MINUTES, TimeUnit.MINUTES);
    }

    /** Ends the leases that have been idle for long, and the oldest ones if there are too many. */
    void evict(long now) {
        lock.lock();
        try {
            int tooMany = released.size() - MOST_IDLE;
            for (Iterator<Lease> each = released.iterator(); each.hasNext();) {
                Lease lease = each.next();
                if (tooMany <= 0 && now - lease.releasedAt < IDLE_TIME.toNanos()) {
                    return;
                }
                tooMany--;
                if (lease.openBodies.get() == 0 && !isBusy(lease.account)) {
                    each.remove();
                    end(lease);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isBusy(Account account) {
        return accounts.get(account).isBusy() || sharedBy(account).stream()
                .anyMatch(key -> shared.get(key) instanceof Busy one && one.isBusy());
    }

    private List<Shared> sharedBy(Account account) {
        return shared.keySet().stream().filter(key -> key.serviceUrl().base().equals(account.base())
                && key.credentials().equals(account.credentials())).toList();
    }

    private void end(Lease lease) {
        if (isLast(lease.account)) {
            sharedBy(lease.account).forEach(key -> close(shared.remove(key)));
            AccountCalls calls = accounts.remove(lease.account);
            close(calls);
            endWay((Way) calls.way());
        }
        endWay(lease.way);
    }

    private void endWay(Way way) {
        if (isLast(way)) {
            close(transports.remove(way));
        }
    }

    private boolean isLast(Object leased) {
        return leases.computeIfPresent(leased, (key, count) -> count == 1 ? null : count - 1) == null;
    }

    private static void close(Object one) {
        if (one instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.debug("{} could not be closed", one, e);
            }
        }
    }

    /** The accounts that are in use or have been shortly before, in the order of their first use. */
    public List<ObservedAccount> accounts() {
        lock.lock();
        try {
            return accounts.values().stream().map(calls -> calls.observation().account()).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing of the credential, not even a hash: the host, and the first number that no other account of it has. */
    private String name(Account account) {
        String host = account.base().getHost();
        Set<String> used = accounts.values().stream().map(calls -> calls.observation().account().name())
                .collect(Collectors.toSet());
        return IntStream.iterate(1, n -> n + 1).mapToObj(n -> host + "-" + n).filter(name -> !used.contains(name)).findFirst()
                .orElseThrow();
    }

    /** The threads that endpoints share. */
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

    /** Has something done when the context is about to stop, before its routes do. */
    public void whenStopping(Runnable action) {
        stopping.add(action);
        if (camelContext.isStopping()) {
            action.run();
        }
    }

    public void forget(Runnable action) {
        stopping.remove(action);
    }

    /**
     * What the endpoints of one account and API version share beside the connection; made when first asked for, and closed
     * with the account if it is {@link AutoCloseable}.
     *
     * @param create makes it of what schedules tasks and what runs them; these may block until HubSpot has answered, because
     *               what answers waits for is done elsewhere
     */
    public <T> T shared(HubSpotConfiguration configuration, Class<T> type,
            BiFunction<ScheduledExecutorService, Executor, T> create) {
        Shared key = new Shared(ServiceUrl.of(configuration.getServiceUrl(), configuration.getApiVersion()),
                CredentialValidator.credentials(configuration), type);
        lock.lock();
        try {
            Object known = shared.get(key);
            if (known == null) {
                known = create.apply(threads().timer(), threads().look());
                shared.put(key, known);
            }
            return type.cast(known);
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
            shared.values().forEach(HubSpotConnections::close); // first of all: it may end exchanges, which still need the rest
            if (threads != null) {
                threads.stopTimer();
            }
            accounts.values().forEach(AccountCalls::close);
            transports.values().forEach(HttpTransport::close);
            transports.clear();
            accounts.clear();
            shared.clear();
            leases.clear();
            released.clear();
            stopping.clear();
            if (threads != null) {
                threads.stop();
                threads = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private HttpTransport transport(Way way) throws Exception {
        HttpTransport known = transports.get(way);
        if (known == null) {
            known = way.settings().http2()
                    ? AsyncTransport.create(camelContext, way.base(), way.settings(), threads().timer(), threads().client())
                    : CamelHttpTransport.create(camelContext, way.base(), way.settings(), threads().timer());
            transports.put(way, known);
        }
        return known;
    }
}
