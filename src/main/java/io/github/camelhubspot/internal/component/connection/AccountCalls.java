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
 * What all endpoints of an account share: its budget, because HubSpot counts the calls of an account, and its tokens, because two
 * holders of one grant would refresh it away from each other.
 */
final class AccountCalls implements AutoCloseable {

    /** HubSpot counts token requests apart, and does not tell how. */
    private static final RateLimits NO_LIMITS = new RateLimits(0, 0);

    private final RateLimits limits;
    private final ResilientCalls.Background background;
    private final InstantSource clock;
    private final InstantSource steady = new SteadyClock();
    private final AccountObservation observation;
    private final RateLimiter budget;
    private final ResilientCalls calls;
    private final ResilientCalls tokenCalls;
    private final Map<CircuitSettings, Circuit> circuits = new ConcurrentHashMap<>();
    private final Secrets secrets = new Secrets();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Object way;
    private Authorization authorization;

    AccountCalls(RateLimits limits, ResilientCalls.Background background, AccountObservation observation,
            InstantSource clock, Object way) {
        this.way = way;
        this.limits = limits;
        this.background = background;
        this.observation = observation;
        this.clock = clock;
        this.budget = new RateLimiter(limits, steady, background.timer());
        this.calls = new ResilientCalls(budget, background, steady, observation.calls());
        this.tokenCalls = new ResilientCalls(new RateLimiter(NO_LIMITS, steady, background.timer()), background, steady,
                observation.tokenRequests());
    }

    /** Says how the account is proven; the first endpoint's way of calling is that of the token requests, too. */
    void authorize(Credentials credentials, ServiceUrl serviceUrl, HttpTransport transport, ResilientCalls.CallPolicy manner,
            Json json) {
        secrets.addConfigured(credentials.secrets());
        authorization = Authorization.of(credentials, grant -> new TokenRequest(grant, serviceUrl,
                new MaskingTransport(transport, secrets), tokenCalls, manner, background.executor(), json), clock);
    }

    /**
     * An endpoint's way to HubSpot.
     *
     * @param secretsOfTheWay those of a proxy
     * @throws IllegalArgumentException if the endpoint has other limits than those before
     */
    Connection connection(CallSettings settings, HttpTransport transport, List<String> secretsOfTheWay) {
        if (!settings.limits().equals(limits)) {
            throw new IllegalArgumentException("rateLimit and searchRateLimit are " + settings.limits().text() + ", but "
                    + limits.text() + " on another endpoint of the same account: one budget serves all of them, so set the options"
                    + " on a HubSpotConfiguration bean, or on both components alike");
        }
        Circuit circuit = settings.circuit() == null ? Circuit.NONE
                : circuits.computeIfAbsent(settings.circuit(), some -> new Circuit("hubspot", some, steady));
        secrets.addConfigured(secretsOfTheWay);
        return new Connection(new MaskingTransport(transport, secrets), authorization, calls, settings.manner(), circuit,
                background.executor(), underWay);
    }

    /**
     * Shows the account to operators.
     *
     * @param owner the service that holds it
     */
    void show(Service owner) {
        observation.show(new ObservedAccount.Sources(budget, calls, circuits::values, () -> authorization), owner);
    }

    /** Whether calls are under way. */
    boolean isBusy() {
        return underWay.get() > 0;
    }

    /** The key of the connections that requests for tokens use. */
    Object way() {
        return way;
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
