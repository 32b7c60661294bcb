package io.github.camelhubspot.internal.component.connection;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.internal.auth.Authorization;
import io.github.camelhubspot.internal.auth.Credentials;
import io.github.camelhubspot.internal.auth.TokenRequest;
import io.github.camelhubspot.internal.client.Connection;
import io.github.camelhubspot.internal.component.observe.AccountObservation;
import io.github.camelhubspot.internal.component.observe.ObservedAccount;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.MaskingTransport;
import io.github.camelhubspot.internal.http.Secrets;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.resilience.Circuit;
import io.github.camelhubspot.internal.resilience.CircuitSettings;
import io.github.camelhubspot.internal.resilience.RateLimiter;
import io.github.camelhubspot.internal.resilience.RateLimits;
import io.github.camelhubspot.internal.resilience.ResilientCalls;
import io.github.camelhubspot.internal.support.SteadyClock;
import org.apache.camel.Service;

/**
 * Makes the calls of one account. All its endpoints share the rate limiter, because HubSpot counts calls per account, and the
 * tokens, because two clients that refresh one OAuth grant would invalidate each other's token.
 *
 * <p>Thread-safe after {@link #authorize}, apart from {@code authorization}, which {@link HubSpotConnections} guards.
 */
final class AccountCalls implements AutoCloseable {

    /** HubSpot does not count token requests among the calls of an account, and does not publish their limit. */
    private static final RateLimits NO_LIMITS = new RateLimits(0, 0);

    private final RateLimits limits;
    private final ResilientCalls.Background background;
    private final InstantSource clock;
    private final InstantSource steady = new SteadyClock();
    private final AccountObservation observation;
    private final RateLimiter rateLimiter;
    private final ResilientCalls calls;
    private final ResilientCalls tokenCalls;
    private final Map<CircuitSettings, Circuit> circuits = new ConcurrentHashMap<>();
    private final Secrets secrets = new Secrets();
    private final AtomicInteger callsInFlight = new AtomicInteger();
    private final SharedResources.TransportKey tokenTransport;
    private Authorization authorization;

    AccountCalls(RateLimits limits, ResilientCalls.Background background, AccountObservation observation,
            InstantSource clock, SharedResources.TransportKey tokenTransport) {
        this.tokenTransport = tokenTransport;
        this.limits = limits;
        this.background = background;
        this.observation = observation;
        this.clock = clock;
        this.rateLimiter = new RateLimiter(limits, steady, background.timer());
        this.calls = new ResilientCalls(rateLimiter, background, steady, observation.calls());
        this.tokenCalls = new ResilientCalls(new RateLimiter(NO_LIMITS, steady, background.timer()), background, steady,
                observation.tokenRequests());
    }

    /** Sets the credential. Requests for tokens use the transport and the retries of the account's first endpoint. */
    void authorize(Credentials credentials, ServiceUrl serviceUrl, HttpTransport transport, ResilientCalls.CallPolicy policy,
            Json json) {
        secrets.addConfigured(credentials.secrets());
        authorization = Authorization.of(credentials, grant -> new TokenRequest(grant, serviceUrl,
                new MaskingTransport(transport, secrets), tokenCalls, policy, background.executor(), json), clock);
    }

    /**
     * Returns the connection of an endpoint.
     *
     * @param  proxySecrets              secrets of its proxy, which are masked in errors and logs
     * @throws IllegalArgumentException if the rate limits differ from those of the account's other endpoints
     */
    Connection connection(CallSettings settings, HttpTransport transport, List<String> proxySecrets) {
        if (!settings.limits().equals(limits)) {
            throw new IllegalArgumentException("rateLimit and searchRateLimit are " + settings.limits().text() + ", but "
                    + limits.text() + " on another endpoint of the same account: all of them share one rate limiter, so set the"
                    + " options on a HubSpotConfiguration bean, or on both components alike");
        }
        Circuit circuit = settings.circuit() == null ? Circuit.NONE
                : circuits.computeIfAbsent(settings.circuit(), some -> new Circuit("hubspot", some, steady));
        secrets.addConfigured(proxySecrets);
        return new Connection(new MaskingTransport(transport, secrets), authorization, calls, settings.policy(), circuit,
                background.executor(), callsInFlight);
    }

    /**
     * Makes the account visible in JMX, health checks and meters.
     *
     * @param owner service whose name in JMX the account's name derives from
     */
    void show(Service owner) {
        observation.show(new ObservedAccount.Sources(rateLimiter, calls, circuits::values, () -> authorization), owner);
    }

    /** Returns whether calls are in flight. */
    boolean isBusy() {
        return callsInFlight.get() > 0;
    }

    /** Returns the key of the transport that requests for tokens use. */
    SharedResources.TransportKey tokenTransport() {
        return tokenTransport;
    }

    AccountObservation observation() {
        return observation;
    }

    @Override
    public void close() {
        observation.close();
        calls.close();
        tokenCalls.close();
    }
}
