package io.github.camelhubspot.internal.component.connection;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.internal.auth.Credentials;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.component.observe.AccountObservation;
import io.github.camelhubspot.internal.component.observe.ObservedAccount;
import io.github.camelhubspot.internal.http.jdk.JdkTransport;
import io.github.camelhubspot.internal.http.blocking.CamelHttpTransport;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.TransportSettings;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.resilience.ResilientCalls;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the accounts, the transports and the further objects that endpoints share, and counts the leases of accounts and
 * transports. The last lease of an account or a transport that ends closes it.
 *
 * <p>Not thread-safe: the lock of {@link HubSpotConnections} guards it.
 */
final class SharedResources {

    /** Identifies an account: endpoints with the same host and the same credential share it. */
    record AccountKey(URI base, Credentials credentials) {
    }

    /** Identifies a transport: endpoints with the same host and the same settings share it. */
    record TransportKey(URI base, TransportSettings settings) {
    }

    private record ObjectKey(AccountKey account, ServiceUrl serviceUrl, Class<?> type) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(SharedResources.class);

    private final CamelContext camelContext;
    private final Service owner;
    /** In the order of their first use. */
    private final Map<AccountKey, AccountCalls> accounts = new LinkedHashMap<>();
    private final Map<TransportKey, HttpTransport> transports = new HashMap<>();
    private final Map<ObjectKey, Object> objects = new HashMap<>();
    /** Number of leases by {@link AccountKey} or {@link TransportKey}. */
    private final Map<Object, Integer> leases = new HashMap<>();

    /** @param owner service whose name in JMX the accounts derive theirs from */
    SharedResources(CamelContext camelContext, Service owner) {
        this.camelContext = camelContext;
        this.owner = owner;
    }

    AccountLease lease(HubSpotConfiguration configuration, boolean healthCheck, HubSpotThreads threads) throws Exception {
        ServiceUrl serviceUrl = serviceUrl(configuration);
        Json json = new Json(configuration.getObjectMapper());
        TransportKey transportKey
                = new TransportKey(serviceUrl.base(), TransportOptions.settings(configuration, camelContext));
        HttpTransport transport = transport(transportKey, threads);
        AccountKey accountKey = accountKey(configuration, serviceUrl);
        CallSettings settings = CallSettings.of(configuration);
        AccountCalls account = accounts.get(accountKey);
        if (account == null) {
            InstantSource clock = InstantSource.system();
            account = new AccountCalls(settings.limits(), new ResilientCalls.Background(threads.timer(), threads.client()),
                    new AccountObservation(camelContext, newName(serviceUrl.base().getHost()), clock), clock, transportKey);
            account.authorize(accountKey.credentials(), serviceUrl, transport, settings.policy(), json);
            account.show(owner);
            accounts.put(accountKey, account);
            count(transportKey); // requests for tokens use it as long as the account exists
        }
        if (healthCheck) {
            account.observation().enableHealthCheck();
        }
        HubSpotClient client = new HubSpotClient(serviceUrl, account.connection(settings, transport,
                TransportOptions.secrets(configuration, camelContext, serviceUrl.base())), json);
        count(accountKey);
        count(transportKey);
        return new AccountLease(accountKey, transportKey, client);
    }

    private HttpTransport transport(TransportKey key, HubSpotThreads threads) throws Exception {
        HttpTransport transport = transports.get(key);
        if (transport == null) {
            transport = key.settings().http2()
                    ? JdkTransport.create(camelContext, key.base(), key.settings(), threads.timer(), threads.transport(),
                            threads.client())
                    : CamelHttpTransport.create(camelContext, key.base(), key.settings(), threads.timer());
            transports.put(key, transport);
        }
        return transport;
    }

    /** Returns the object that the endpoints of one account and API version share; creates it on first use. */
    <T> T object(HubSpotConfiguration configuration, Class<T> type, Supplier<T> create) {
        ServiceUrl serviceUrl = serviceUrl(configuration);
        ObjectKey key = new ObjectKey(accountKey(configuration, serviceUrl), serviceUrl, type);
        Object object = objects.get(key);
        if (object == null) {
            object = create.get();
            objects.put(key, object);
        }
        return type.cast(object);
    }

    /** Returns whether the leased account still exists; not after {@link #close}. */
    boolean has(AccountLease lease) {
        return accounts.containsKey(lease.account());
    }

    /** Returns whether ending a lease could cut off a call, an exchange that waits, or a body that still makes calls. */
    boolean isBusy(AccountLease lease) {
        return lease.hasOpenBodies() || accounts.get(lease.account()).isBusy()
                || objectsOf(lease.account()).stream().anyMatch(key -> objects.get(key) instanceof Busy one && one.isBusy());
    }

    void end(AccountLease lease) {
        if (isLast(lease.account())) {
            objectsOf(lease.account()).forEach(key -> close(objects.remove(key)));
            AccountCalls account = accounts.remove(lease.account());
            close(account);
            endTransport(account.tokenTransport());
        }
        endTransport(lease.transport());
    }

    private void endTransport(TransportKey key) {
        if (isLast(key)) {
            close(transports.remove(key));
        }
    }

    private void count(Object leased) {
        leases.merge(leased, 1, Integer::sum);
    }

    private boolean isLast(Object leased) {
        return leases.computeIfPresent(leased, (key, count) -> count == 1 ? null : count - 1) == null;
    }

    private List<ObjectKey> objectsOf(AccountKey account) {
        return objects.keySet().stream().filter(key -> key.account().equals(account)).toList();
    }

    List<ObservedAccount> accounts() {
        return accounts.values().stream().map(account -> account.observation().account()).toList();
    }

    /** Returns the host and the first free number. The name shows nothing of the credential, not even a hash. */
    private String newName(String host) {
        Set<String> used = accounts().stream().map(ObservedAccount::name).collect(Collectors.toSet());
        return IntStream.iterate(1, n -> n + 1).mapToObj(n -> host + "-" + n).filter(name -> !used.contains(name)).findFirst()
                .orElseThrow();
    }

    /** Closes the shared objects: these may end exchanges, which still need the accounts and transports. */
    void closeObjects() {
        objects.values().forEach(SharedResources::close);
        objects.clear();
    }

    void closeAccounts() {
        accounts.values().forEach(AccountCalls::close);
        transports.values().forEach(HttpTransport::close);
        transports.clear();
        accounts.clear();
        leases.clear();
    }

    private static ServiceUrl serviceUrl(HubSpotConfiguration configuration) {
        return ServiceUrl.of(configuration.getServiceUrl(), configuration.getApiVersion());
    }

    private static AccountKey accountKey(HubSpotConfiguration configuration, ServiceUrl serviceUrl) {
        return new AccountKey(serviceUrl.base(), CredentialValidator.credentials(configuration));
    }

    private static void close(Object object) {
        if (object instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.debug("{} could not be closed", object, e);
            }
        }
    }
}
