package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;

import io.github.camelhubspot.internal.auth.Authorization;
import io.github.camelhubspot.internal.resilience.Circuit;
import io.github.camelhubspot.internal.resilience.RateLimiter;
import io.github.camelhubspot.internal.resilience.ResilientCalls;

/**
 * Reads the state of an account for operators. A reading makes no call and contains no secret.
 *
 * <p>Thread-safe.
 */
public final class ObservedAccount {

    private static final int UNAUTHORIZED = 401;

    private final String name;
    private final CallStatistics statistics;
    private final Sources sources;
    private final InstantSource clock;

    ObservedAccount(String name, CallStatistics statistics, Sources sources, InstantSource clock) {
        this.name = name;
        this.statistics = statistics;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * Where the state of an account is read from.
     *
     * @param circuits      returns the circuit breakers that exist now
     * @param authorization returns the authorization; not called before it is set
     */
    public record Sources(RateLimiter rateLimiter, ResilientCalls calls, Supplier<Collection<Circuit>> circuits,
                          Supplier<Authorization> authorization) {
    }

    /** Returns host and number, such as {@code api.hubapi.com-1}. */
    public String name() {
        return name;
    }

    /** Returns the known values as texts and numbers by name. */
    public Map<String, Object> details() {
        return reading().details();
    }

    AccountReading reading() {
        RateLimiter.Reading quotas = sources.rateLimiter().reading();
        Circuit.State circuit = circuit();
        // before tokenAge(), because it may read the file of a token
        String problem = problem(quotas, circuit);
        CallStatistics.LastResponse last = statistics.lastResponse();
        return new AccountReading(statistics.calls(), statistics.failures(), statistics.retries(), statistics.refusals(),
                quotas.waiting(), sources.calls().waiting(), quotas.limit(), quotas.available(), quotas.dailyRemaining(), circuit,
                sources.authorization().get().tokenAge(), last == null ? null : last.status(), statistics.lastSuccess(), problem);
    }

    private Circuit.State circuit() {
        return sources.circuits().get().stream().map(Circuit::state).max(Comparator.naturalOrder())
                .orElse(Circuit.State.DISABLED);
    }

    private String problem(RateLimiter.Reading quotas, Circuit.State circuit) {
        String credential = sources.authorization().get().problem();
        if (credential != null) {
            return credential;
        }
        if (isRefused()) {
            return "HubSpot did not accept the credential with the last call (401)";
        }
        if (circuit == Circuit.State.OPEN) {
            return "the circuit breaker is open: too many of the last calls failed or were slow";
        }
        return quotas.dailyExhausted() ? "the daily quota of the account is used up" : null;
    }

    /** Returns whether the last response was a 401 for the current token. A newer token ends the problem, because it may work. */
    private boolean isRefused() {
        CallStatistics.LastResponse last = statistics.lastResponse();
        if (last == null || last.status() != UNAUTHORIZED) {
            return false;
        }
        Duration age = sources.authorization().get().tokenAge();
        return age == null || !clock.instant().minus(age).isAfter(last.at());
    }
}
