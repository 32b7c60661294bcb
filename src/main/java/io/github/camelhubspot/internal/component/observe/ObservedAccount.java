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

/** An account as operators see it. To look at it costs no call, and nothing that it shows is secret. */
public final class ObservedAccount {

    private static final int UNAUTHORIZED = 401;

    private final String name;
    private final CallStatistics statistics;
    private final RateLimiter budget;
    private final ResilientCalls calls;
    private final Supplier<Collection<Circuit>> circuits;
    private final Supplier<Authorization> authorization;
    private final InstantSource clock;

    ObservedAccount(String name, CallStatistics statistics, Sources sources, InstantSource clock) {
        this.name = name;
        this.statistics = statistics;
        this.budget = sources.budget();
        this.calls = sources.calls();
        this.circuits = sources.circuits();
        this.authorization = sources.authorization();
        this.clock = clock;
    }

    /**
     * What is asked for the state of an account.
     *
     * @param circuits      those that there are at the moment
     * @param authorization once there is one
     */
    public record Sources(RateLimiter budget, ResilientCalls calls, Supplier<Collection<Circuit>> circuits,
                          Supplier<Authorization> authorization) {
    }

    /** Host and number, such as {@code api.hubapi.com-1}. */
    public String name() {
        return name;
    }

    /** What is known of it, by name; what is not known is left out. */
    public Map<String, Object> details() {
        return reading().details();
    }

    AccountReading reading() {
        RateLimiter.Reading quotas = budget.reading();
        Circuit.State circuit = circuit();
        // asked first: it may look at the file of a token
        String problem = problem(quotas, circuit);
        CallStatistics.Last last = statistics.last();
        return new AccountReading(statistics.calls(), statistics.failures(), statistics.retries(), statistics.refusals(),
                quotas.waiting(), calls.waiting(), quotas.limit(), quotas.available(), quotas.dailyRemaining(), circuit,
                authorization.get().tokenAge(), last == null ? null : last.status(), statistics.lastSuccess(), problem);
    }

    RateLimiter.Reading quotas() {
        return budget.reading();
    }

    Circuit.State circuit() {
        return circuits.get().stream().map(Circuit::state).max(Comparator.naturalOrder()).orElse(Circuit.State.DISABLED);
    }

    /** How long the access token has been in use; {@code null} if there is none that changes. */
    Duration tokenAge() {
        return authorization.get().tokenAge();
    }

    private String problem(RateLimiter.Reading quotas, Circuit.State circuit) {
        String unproven = authorization.get().problem();
        if (unproven != null) {
            return unproven;
        }
        if (isRefused()) {
            return "HubSpot did not accept the credential with the last call (401)";
        }
        if (circuit == Circuit.State.OPEN) {
            return "the circuit breaker is open: too many of the last calls failed or were slow";
        }
        return quotas.dailyExhausted() ? "the daily quota of the account is used up" : null;
    }

    /** A token that is newer than its refusal may be better: if nobody calls any more, this has to end all the same. */
    private boolean isRefused() {
        CallStatistics.Last last = statistics.last();
        if (last == null || last.status() != UNAUTHORIZED) {
            return false;
        }
        Duration age = tokenAge();
        return age == null || !clock.instant().minus(age).isAfter(last.at());
    }
}
